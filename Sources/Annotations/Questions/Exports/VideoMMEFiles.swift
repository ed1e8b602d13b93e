/// Video-MME's rows: four choices with their letters, from its fixed lists of kinds.
enum VideoMMEFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let videos = Dictionary(document.videos.map { ($0.id, $0) }) { first, _ in first }
    var key = FourChoices(document.questions)
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

/// Four of five choices, so that the right letter is spread over A to D as evenly as it can be.
struct FourChoices {
  /// How many questions have each place as their answer, and how many of those move up a place.
  private var counts: [Int]
  private var moves: [Int]
  /// How many questions of each place were met so far.
  private var met: [Int]

  /// Plans for a set whose questions have five choices.
  ///
  /// Leaving out a choice before the answer moves the answer up a place, one behind it does not. So A
  /// takes as many of B's questions as it lacks, B of C's, and so on.
  init(_ questions: [Question]) {
    counts = [Int](repeating: 0, count: 5)
    for question in questions { counts[question.answer] += 1 }
    (moves, met) = ([Int](repeating: 0, count: 5), [Int](repeating: 0, count: 5))
    for place in 1..<5 {
      // The shares of A to D add up to all questions, whatever the remainder.
      let wanted = questions.count * place / 4 - questions.count * (place - 1) / 4
      let kept = counts[place - 1] - moves[place - 1]
      moves[place] = place == 4 ? counts[4] : min(max(0, wanted - kept), counts[place])
    }
  }

  /// Leaves out one wrong choice; the others keep their order.
  mutating func choices(of question: Question) -> (choices: [String], answer: Int) {
    let answer = question.answer
    let (number, count, moved) = (met[answer], counts[answer], moves[answer])
    met[answer] += 1
    // Spread over the set: the n-th question moves where n times the share passes a whole number.
    let movesUp = (number + 1) * moved / count > number * moved / count
    let range = movesUp ? 0..<answer : (answer + 1)..<question.choices.count
    let dropped = range.lowerBound + Int(Self.hash(question.key) % UInt64(range.count))
    var choices = question.choices
    choices.remove(at: dropped)
    return (choices, movesUp ? answer - 1 : answer)
  }

  /// FNV-1a: which wrong choice goes depends on the question's key alone.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
