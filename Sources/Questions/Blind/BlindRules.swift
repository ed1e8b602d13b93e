/// What each rule earns on each question: 1 for the right choice, 1/n where n choices tie and the
/// right one is among them.
enum BlindRules {
  static func credits(_ questions: [BlindQuestion], seed: UInt64) -> [String: [Double]] {
    let folds = folds(of: questions, seed: seed)
    return [
      "answer-frequency": answerFrequency(questions, folds: folds),
      "key-frequency": keyFrequency(questions),
      "longest-choice": questions.map { question in
        credit(question, scores: question.choices.map { Double($0.count) })
      },
      "nearest-to-mean": questions.map(nearestToMean),
      "word-overlap": questions.map(wordOverlap),
      "learned-text": LearnedText.credits(questions, folds: folds, seed: seed),
    ]
  }

  /// The share of a point for the choices that score highest.
  static func credit(_ question: BlindQuestion, scores: [Double]) -> Double {
    let best = scores.max() ?? 0
    guard scores[question.answer] == best else { return 0 }
    return 1 / Double(scores.count { $0 == best })
  }

  /// A fold 0...4 for each question; the questions of a group share one.
  static func folds(of questions: [BlindQuestion], seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed, name: "folds")
    let groups = random.shuffled(Array(Set(questions.map(\.group))).sorted())
    // One group alone cannot be kept apart from itself: its questions are dealt out instead.
    if groups.count < 5 { return questions.indices.map { $0 % 5 } }
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0 % 5) })
    return questions.map { places[$0.group] ?? 0 }
  }

  /// Takes the choice that is the answer of other questions most often, for how often it is
  /// offered.
  private static func answerFrequency(_ questions: [BlindQuestion], folds: [Int]) -> [Double] {
    var credits = [Double](repeating: 0, count: questions.count)
    for fold in 0..<5 {
      var answered: [String: Double] = [:]
      var offered: [String: Double] = [:]
      for (index, question) in questions.enumerated() where folds[index] != fold {
        for choice in question.choices { offered[choice, default: 0] += 1 }
        answered[question.choices[question.answer], default: 0] += 1
      }
      for (index, question) in questions.enumerated() where folds[index] == fold {
        let scores = question.choices.map { choice in
          ((answered[choice] ?? 0) + 1) / ((offered[choice] ?? 0) + Double(question.choices.count))
        }
        credits[index] = credit(question, scores: scores)
      }
    }
    return credits
  }

  /// Always the letter that is right most often.
  private static func keyFrequency(_ questions: [BlindQuestion]) -> [Double] {
    var counts: [Int: Int] = [:]
    for question in questions { counts[question.answer, default: 0] += 1 }
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    return questions.map { $0.answer == best ? 1 : 0 }
  }

  /// The choice whose number is nearest to the mean of the choices' numbers; without numbers in
  /// all of them, the one whose length in letters is.
  private static func nearestToMean(_ question: BlindQuestion) -> Double {
    let numbers = question.choices.map(ChoiceNumber.value)
    let values = numbers.compactMap(\.self)
    let series =
      values.count == numbers.count ? values : question.choices.map { Double($0.count) }
    let mean = series.reduce(0, +) / Double(series.count)
    return credit(question, scores: series.map { -($0 - mean).magnitude })
  }

  /// The choice that shares most words with the question, for its number of words.
  private static func wordOverlap(_ question: BlindQuestion) -> Double {
    let words = Set(TextWords.content(of: question.text))
    let scores = question.choices.map { choice -> Double in
      let own = TextWords.content(of: choice)
      return own.isEmpty ? 0 : Double(own.count { words.contains($0) }) / Double(own.count)
    }
    return credit(question, scores: scores)
  }
}
