extension QuestionsDocument {
  /// The document that verdicts leave: rejected questions go, accepted ones carry `review`.
  ///
  /// The right letters of as few questions as it takes are moved, so that the key stays balanced up
  /// to one. Rejected questions are listed in the document's `review` with what was said of them.
  ///
  /// - Returns: the document, and how many right letters were moved.
  /// - Throws: where a verdict is about no question of the document.
  public func applying(
    _ verdicts: QuestionVerdicts, file: String
  ) throws(AnnotationError) -> (document: QuestionsDocument, moved: Int) {
    let known = Set(questions.map(\.key))
    for (index, verdict) in verdicts.verdicts.enumerated() where !known.contains(verdict.key) {
      throw AnnotationError(
        file: file, step: "apply the verdicts", place: "verdicts[\(index)].key",
        reason: "there is no question \"\(verdict.key)\"",
        advice: "give the questions that the review was made from")
    }
    let decided = Dictionary(verdicts.verdicts.map { ($0.key, $0) }) { first, _ in first }
    var document = self
    document.questions = questions.filter { decided[$0.key]?.isAccepted ?? true }
    for place in document.questions.indices {
      guard let verdict = decided[document.questions[place].key] else { continue }
      document.questions[place].extra.removeAll { $0.key == "review" }
      document.questions[place].extra.append(
        JSONMember(
          "review",
          .object([
            JSONMember("verdict", .string("accept")), JSONMember("note", .string(verdict.note)),
          ])))
    }
    let rejected = verdicts.verdicts.filter { !$0.isAccepted }
    let moved = document.balanceKey()
    document.extra.removeAll { $0.key == "review" }
    document.extra.append(
      JSONMember(
        "review",
        .object([
          JSONMember(
            "accepted", .integer(Int64(verdicts.verdicts.count - rejected.count))),
          JSONMember("undecided", .integer(Int64(questions.count - verdicts.verdicts.count))),
          JSONMember("lettersMoved", .integer(Int64(moved))),
          JSONMember(
            "rejected",
            .array(
              rejected.map {
                .object([
                  JSONMember("key", .string($0.key)), JSONMember("note", .string($0.note)),
                ])
              })),
        ])))
    return (document, moved)
  }

  /// Moves right answers from letters that have too many to those that have too few, the last
  /// questions first; gives how many were moved.
  private mutating func balanceKey() -> Int {
    var counts = [Int](repeating: 0, count: 5)
    for question in questions where question.answer < 5 { counts[question.answer] += 1 }
    var moved = 0
    while let most = counts.indices.max(by: { counts[$0] < counts[$1] }),
      let least = counts.indices.min(by: { counts[$0] < counts[$1] }),
      counts[most] - counts[least] > 1
    {
      guard
        let place = questions.lastIndex(where: {
          $0.answer == most && $0.choices.indices.contains(least)
        })
      else { return moved }
      questions[place].swapChoices(most, least)
      counts[most] -= 1
      counts[least] += 1
      moved += 1
    }
    return moved
  }
}

extension Question {
  /// Exchanges two choices, and what the answer and the proof say of their places.
  mutating func swapChoices(_ first: Int, _ second: Int) {
    choices.swapAt(first, second)
    func exchanged(_ place: Int) -> Int {
      place == first ? second : place == second ? first : place
    }
    answer = exchanged(answer)
    guard var proof else { return }
    for index in proof.distractors.indices {
      proof.distractors[index].choice = exchanged(proof.distractors[index].choice)
    }
    proof.distractors.sort { $0.choice < $1.choice }
    self.proof = proof
  }
}
