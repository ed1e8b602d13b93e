/// Why a question has the answer that it has.
public struct QuestionProof: Sendable, Hashable {
  /// How the steps hang together.
  public var logic: Logic
  /// The steps, each behind those that it depends on.
  public var steps: [QuestionStep]
  /// What all choices are, such as `action`, `object` or `duration`.
  public var answerType: String
  /// The question as a program over the facts; empty where a person wrote it.
  public var program: String
  /// How the wrong choices were made.
  public var distractors: [Distractor]
  /// The length in seconds of the shortest stretch of the video that holds enough to answer.
  public var temporalCertificate: Double
  /// The length in seconds of the windows that were each shown not to suffice.
  public var window: Double

  /// How steps hang together.
  public enum Logic: String, Sendable, Hashable, CaseIterable {
    /// Several conditions on one target, none superfluous.
    case conjunctive
    /// Each step uses a value that an earlier one fixed.
    case sequential
    /// Conditions on a target, some of which use values that steps fixed.
    case nested
  }

  /// Collects a proof.
  public init(
    logic: Logic, steps: [QuestionStep], answerType: String, program: String = "",
    distractors: [Distractor] = [], temporalCertificate: Double = 0, window: Double = 10
  ) {
    self.logic = logic
    self.steps = steps
    self.answerType = answerType
    self.program = program
    self.distractors = distractors
    self.temporalCertificate = temporalCertificate
    self.window = window
  }

  /// The object `proof` of a question.
  public var json: JSONValue {
    .object([
      JSONMember("logic", .string(logic.rawValue)),
      JSONMember("answerType", .string(answerType)),
      JSONMember("program", .string(program)),
      JSONMember("steps", .array(steps.map(\.json))),
      JSONMember("distractors", .array(distractors.map(\.json))),
      JSONMember("temporalCertificate", .number(temporalCertificate)),
      JSONMember("window", .number(window)),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> QuestionProof {
    var reader = ObjectReader(value, at: place)
    var steps: [QuestionStep] = []
    for (index, step) in reader.list("steps").enumerated() {
      steps.append(.read(step, at: "\(place).steps[\(index)]", faults: &faults))
    }
    var distractors: [Distractor] = []
    let list = reader.optional("distractors", "a list") { $0.array } ?? []
    for (index, distractor) in list.enumerated() {
      distractors.append(
        .read(distractor, at: "\(place).distractors[\(index)]", faults: &faults))
    }
    let proof = QuestionProof(
      logic: reader.required(
        "logic", "conjunctive, sequential or nested", standIn: .conjunctive
      ) { $0.string.flatMap(Logic.init(rawValue:)) },
      steps: steps, answerType: reader.string("answerType"),
      program: reader.string("program", default: ""), distractors: distractors,
      temporalCertificate: reader.number("temporalCertificate"), window: reader.number("window"))
    faults += reader.faults
    return proof
  }
}
