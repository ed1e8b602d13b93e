public import Annotations

extension AnswerReport {
  /// Tables for people.
  public var text: String {
    func row(_ part: Part, _ name: String) -> [String] {
      let percent = part.accuracy.map { ($0.mean * 100).fixed(1) } ?? "–"
      var interval = "–"
      if let low = part.accuracy?.low, let high = part.accuracy?.high {
        interval = "[\((low * 100).fixed(1)), \((high * 100).fixed(1))]"
      }
      return [name, "\(part.questions)", percent, interval]
    }
    var rows = [["", "questions", "accuracy %", "interval"], row(total, "all")]
    for breakdown in breakdowns {
      rows += breakdown.parts.map { row($0, "\(breakdown.title) \($0.name)") }
    }
    var text = TextTable.text(rows) + "\n"
    if !profile.skills.isEmpty {
      let skills = profile.skills.sorted { ($1.value.rate, $0.key) < ($0.value.rate, $1.key) }
      text +=
        TextTable.text(
          [["missing skill", "asked", "failed", "rate %"]]
            + skills.map { skill, count in
              [
                skill.rawValue, "\(count.asked)", "\(count.failed)", (count.rate * 100).fixed(1),
              ]
            }) + "\n"
    }
    if let steps = firstWrongSteps {
      let right = askedForSteps - steps.reduce(0) { $0 + $1.questions }
      text +=
        TextTable.text(
          [["first wrong step", "questions"]] + steps.map { ["\($0.number)", "\($0.questions)"] }
            + [["none", "\(right)"]]) + "\n"
    }
    let videos = Set(answered.map(\.question.video)).count
    return text + """
      Protocol questions: \(answered.count) questions about \(videos) videos; guessing reaches \
      \((chance * 100).fixed(1)) %.
      Wrong are \(count(.wrong)) by their choice, \(count(.unparsable)) whose words name no choice, \
      \(count(.unanswered)) without an answer.
      \(bootstrap.sentence(videos: videos))

      """
  }

  /// The report as one object.
  public var json: JSONValue {
    func object(_ part: Part) -> JSONValue {
      .object([
        JSONMember("questions", .integer(Int64(part.questions))),
        JSONMember("accuracy", part.accuracy?.json ?? .null),
      ])
    }
    var members = [
      JSONMember(
        "protocol",
        .object(
          [
            JSONMember("name", .string("questions")),
            JSONMember("questions", .integer(Int64(answered.count))),
            JSONMember("videos", .integer(Int64(Set(answered.map(\.question.video)).count))),
          ] + bootstrap.json)),
      JSONMember("accuracy", total.accuracy?.json ?? .null),
      JSONMember("chance", .number(chance)),
    ]
    for outcome in AnsweredQuestion.Outcome.allCases {
      members.append(JSONMember(outcome.rawValue, .integer(Int64(count(outcome)))))
    }
    for breakdown in breakdowns {
      members.append(
        JSONMember(
          breakdown.key, .object(breakdown.parts.map { JSONMember($0.name, object($0)) })))
    }
    members.append(JSONMember("firstWrongStep", firstWrongStepJSON))
    members.append(JSONMember("profile", profile.json))
    return .object(members)
  }

  private var firstWrongStepJSON: JSONValue {
    guard let steps = firstWrongSteps else { return .null }
    let skills = Dictionary(
      answered.compactMap(\.firstWrongStep).map { ($0.skill, 1) }, uniquingKeysWith: +)
    return .object([
      JSONMember("questions", .integer(Int64(askedForSteps))),
      JSONMember(
        "byStep",
        .object(steps.map { JSONMember("\($0.number)", .integer(Int64($0.questions))) })),
      JSONMember(
        "bySkill",
        .object(
          skills.sorted { $0.key < $1.key }.map {
            JSONMember($0.key.rawValue, .integer(Int64($0.value)))
          })),
    ])
  }
}
