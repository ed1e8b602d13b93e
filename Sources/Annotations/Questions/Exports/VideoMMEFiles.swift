/// Video-MME's rows: four choices with their letters, from its fixed lists of kinds.
enum VideoMMEFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let videos = Dictionary(document.videos.map { ($0.id, $0) }) { first, _ in first }
    var key = FourChoices()
    let rows = document.questions.map { question -> JSONValue in
      let four = key.choices(of: question)
      let options = four.choices.enumerated().map { "\(Question.letter($0.offset)). \($0.element)" }
      return .object([
        JSONMember("videoID", .string(media.stem(question.video))),
        JSONMember("question_id", .string(question.key)),
        JSONMember("duration", .string(bucket(videos[question.video]?.duration ?? 0))),
        JSONMember("domain", .string("Life Record")),
        JSONMember("sub_category", .string("Daily Life")),
        JSONMember("task_type", .string(taskType(question))),
        JSONMember("question", .string(question.text)),
        JSONMember("options", .array(options.map { .string($0) })),
        JSONMember("answer", .string(Question.letter(four.answer))),
      ])
    }
    return [QuestionExport.File("video-mme.jsonl", try QuestionLines.text(rows))]
  }

  /// Video-MME's lengths: short is under 2 minutes, medium 4 to 15, long 30 to 60; what lies between
  /// goes to the nearer.
  private static func bucket(_ seconds: Double) -> String {
    seconds < 180 ? "short" : seconds < 1350 ? "medium" : "long"
  }

  private static func taskType(_ question: Question) -> String {
    guard let proof = question.proof else { return "Information Synopsis" }
    let skills = Set(proof.steps.map(\.skill))
    switch proof.answerType {
    case "count", "number": return "Counting Problem"
    case "action", "event": return "Action Reasoning"
    case "object": return "Object Reasoning"
    case "location", "relation", "direction": return "Spatial Reasoning"
    case "attribute", "color", "colour": return "Attribute Perception"
    default: break
    }
    if skills.contains(.temporal) { return "Temporal Reasoning" }
    return skills.contains(.spatial) ? "Spatial Reasoning" : "Object Reasoning"
  }
}

/// Four of five choices, so that the right letter stays spread over A to D.
struct FourChoices {
  private var counts = [0, 0, 0, 0]

  /// Leaves out one wrong choice; the others keep their order.
  ///
  /// Leaving out one before the answer moves its letter up: the rarer letter of the two is taken.
  mutating func choices(of question: Question) -> (choices: [String], answer: Int) {
    let (answer, count) = (question.answer, question.choices.count)
    let before = answer > 0
    let after = answer < count - 1
    let movesUp = before && (!after || counts[answer - 1] < counts[min(answer, 3)])
    let range = movesUp ? 0..<answer : (answer + 1)..<count
    let dropped = range.lowerBound + Int(Self.hash(question.key) % UInt64(range.count))
    var choices = question.choices
    choices.remove(at: dropped)
    let place = movesUp ? answer - 1 : answer
    counts[place] += 1
    return (choices, place)
  }

  /// FNV-1a: which wrong choice goes depends on the question's key alone.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
