/// How hard a question is, as measured on its proof.
public struct QuestionDifficulty: Sendable, Hashable {
  /// Steps of reasoning.
  public var steps: Int
  /// The share of the video from the first moment of evidence to the last, 0...1.
  public var evidenceSpread: Double
  /// How near the nearest wrong choice is to the right one, 0 (far) to 1 (all but the same): the
  /// share of the conditions that it meets.
  public var nearestDistractor: Double
  /// Easy, middling or hard, from the three: 1...3, as PerceptionComp counts.
  public var level: Int

  /// Collects the measures.
  public init(steps: Int, evidenceSpread: Double, nearestDistractor: Double, level: Int) {
    self.steps = steps
    self.evidenceSpread = evidenceSpread
    self.nearestDistractor = nearestDistractor
    self.level = level
  }

  /// The object `difficulty` of a question.
  public var json: JSONValue {
    .object([
      JSONMember("steps", .integer(Int64(steps))),
      JSONMember("evidenceSpread", .number(evidenceSpread)),
      JSONMember("nearestDistractor", .number(nearestDistractor)),
      JSONMember("level", .integer(Int64(level))),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> QuestionDifficulty {
    var reader = ObjectReader(value, at: place)
    let difficulty = QuestionDifficulty(
      steps: reader.count("steps"), evidenceSpread: reader.number("evidenceSpread"),
      nearestDistractor: reader.number("nearestDistractor"), level: reader.count("level"))
    faults += reader.faults
    return difficulty
  }
}
