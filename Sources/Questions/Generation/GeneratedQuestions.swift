public import Annotations

/// A set of questions and what is known of its making.
public struct GeneratedQuestions: Sendable {
  /// The questions, with the videos that they are about.
  public let document: QuestionsDocument
  /// How many were asked for.
  public let wanted: Int
  /// Why drafts were dropped, and how many, the commonest first.
  public let rejections: [(reason: String, count: Int)]
  /// What rules reach that see only the text.
  public let baselines: [BlindBaseline]
  /// How often each letter is right.
  public let keyBalance: [Int]
  /// The share of questions of three steps or more.
  public let longShare: Double
  /// The median of the share of the video that the evidence spans.
  public let medianSpread: Double

  init(
    questions: [Question], videos: [DescribedVideo], settings: GenerationSettings,
    rejections: [Rejection: Int], pool: Int
  ) {
    wanted = settings.count
    self.rejections = rejections.map { ($0.key.rawValue, $0.value) }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    baselines = BlindBaselines.measure(
      questions.map {
        BlindQuestion(group: $0.video, text: $0.text, choices: $0.choices, answer: $0.answer)
      }, seed: settings.seed)
    var balance = [Int](repeating: 0, count: 5)
    for question in questions { balance[question.answer] += 1 }
    keyBalance = balance
    let steps = questions.map { $0.proof?.steps.count ?? 0 }
    longShare = steps.isEmpty ? 0 : Double(steps.count { $0 >= 3 }) / Double(steps.count)
    let spreads = questions.map { $0.difficulty?.evidenceSpread ?? 0 }.sorted()
    medianSpread = spreads.isEmpty ? 0 : spreads[spreads.count / 2]
    let used = Set(questions.map(\.video))
    document = QuestionsDocument(
      videos: videos.filter { used.contains($0.id) }, questions: questions,
      generator: Self.description(settings, baselines))
  }

  private static func description(
    _ settings: GenerationSettings, _ baselines: [BlindBaseline]
  ) -> JSONValue {
    .object([
      JSONMember("name", .string("skillet questions generate")),
      JSONMember("seed", .string(String(settings.seed))),
      JSONMember("count", .integer(Int64(settings.count))),
      JSONMember(
        "steps", .string("\(settings.steps.lowerBound)-\(settings.steps.upperBound)")),
      JSONMember("skills", .array(settings.skills.sorted().map { .string($0.rawValue) })),
      JSONMember(
        "logic", .array(settings.logics.map(\.rawValue).sorted().map { .string($0) })),
      JSONMember("perVideo", settings.perVideo.map { .integer(Int64($0)) } ?? .null),
      JSONMember("window", .number(settings.window)),
      JSONMember(
        "blindBaselines",
        .object(
          baselines.map {
            JSONMember($0.name, .number(($0.accuracy * 10_000).rounded() / 10_000))
          })),
    ])
  }
}
