public import Annotations
internal import Evaluation
public import Questions

/// Questions of facts: `skillet questions generate`.
public struct QuestionMaking: Sendable {
  /// The set and the figures of its making.
  public let result: GeneratedQuestions

  /// Makes a set; throws where facts are at fault.
  public init(facts: FactsDocument, settings: GenerationSettings) {
    var generator = QuestionGenerator(facts: facts, settings: settings)
    result = generator.generate()
  }

  /// How often each ability failed, from a profile as `skillet evaluate questions` writes it.
  public static func failures(
    profile path: String
  ) throws(SkilletError) -> [QuestionStep.Skill: Double] {
    let text = try StandardInput.text(of: path)
    do throws(AnnotationError) {
      let json = try JSONValue(parsing: text, file: path)
      let whole = json["profile"] ?? json
      guard let members = whole["skills"]?.members else {
        throw AnnotationError(
          file: path, step: "read the profile", place: "skills",
          reason: "should be an object, a member an ability",
          advice: "give the profile that `skillet evaluate questions` writes")
      }
      var failures: [QuestionStep.Skill: Double] = [:]
      for member in members {
        guard let skill = QuestionStep.Skill(rawValue: member.key),
          let rate = member.value["rate"]?.number, (0...1).contains(rate)
        else {
          throw AnnotationError(
            file: path, step: "read the profile", place: "skills.\(member.key)",
            reason: "should be an ability with a rate in 0...1",
            advice: "the abilities are semantic, correspondence, temporal and spatial")
        }
        failures[skill] = rate
      }
      return failures
    } catch {
      throw SkilletError(error)
    }
  }

  /// The text of the questions document.
  public func text() throws(SkilletError) -> String {
    do {
      return try result.document.json.text()
    } catch {
      throw SkilletError(.failed, "cannot write the questions: \(error)")
    }
  }

  /// Whether there are fewer questions than were asked for.
  public var isShort: Bool { result.document.questions.count < result.wanted }

  /// The figures of the set for people.
  public var summary: String {
    let questions = result.document.questions
    var rows = [["without the video", "right %", "by luck"]]
    rows += result.baselines.map { baseline in
      [
        baseline.name, decimals(baseline.accuracy * 100, 1),
        "\(decimals(max(0, baseline.chance - baseline.noise) * 100, 1)) to "
          + "\(decimals((baseline.chance + baseline.noise) * 100, 1))",
      ]
    }
    let key = zip(["A", "B", "C", "D", "E"], result.keyBalance).map { "\($0) \($1)" }
    let videos = Set(questions.map(\.video)).count
    var text = """
      \(questions.count) questions about \(videos) videos
      key: \(key.joined(separator: ", "))
      three steps or more: \(decimals(result.longShare * 100, 1)) %
      evidence spans, in the median: \(decimals(result.medianSpread * 100, 1)) % of the video

      \(TextTable.text(rows))
      """
    if isShort {
      text += "\nOnly \(questions.count) of \(result.wanted) could be made. Drafts were dropped:\n"
      for rejection in result.rejections where rejection.count > 0 {
        text += "  \(rejection.count): \(rejection.reason)\n"
      }
    }
    return text
  }

  /// The figures for programs.
  public var json: JSONValue {
    .object([
      JSONMember("wanted", .integer(Int64(result.wanted))),
      JSONMember("questions", .integer(Int64(result.document.questions.count))),
      JSONMember("keyBalance", .array(result.keyBalance.map { .integer(Int64($0)) })),
      JSONMember("threeStepsOrMore", .number(result.longShare)),
      JSONMember("medianEvidenceSpread", .number(result.medianSpread)),
      JSONMember(
        "blindBaselines",
        .object(result.baselines.map { JSONMember($0.name, .number($0.accuracy)) })),
      JSONMember(
        "dropped",
        .object(
          result.rejections.map { JSONMember($0.reason, .integer(Int64($0.count))) })),
    ])
  }
}
