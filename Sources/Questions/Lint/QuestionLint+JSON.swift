public import Annotations

extension QuestionLint {
  /// The report as one object.
  public var json: JSONValue {
    .object([
      JSONMember("questions", .integer(Int64(questions))),
      JSONMember("keyBalance", .array(keyBalance.map { .integer(Int64($0)) })),
      JSONMember("duplicateTexts", .integer(Int64(count(.duplicateText)))),
      JSONMember("answerMismatches", .integer(Int64(count(.answerMismatch)))),
      JSONMember("choiceCountFaults", .integer(Int64(count(.choiceCount)))),
      JSONMember("longestChoiceAccuracy", .number(longestChoiceAccuracy)),
      JSONMember(
        "blindBaselines",
        .object(baselines.map { JSONMember($0.name, .number($0.accuracy)) })),
      JSONMember(
        "faults",
        .array(
          faults.map { fault in
            .object([
              JSONMember("key", .string(fault.key)),
              JSONMember("kind", .string(fault.kind.rawValue)),
              JSONMember("detail", .string(fault.detail)),
            ])
          })),
    ])
  }
}
