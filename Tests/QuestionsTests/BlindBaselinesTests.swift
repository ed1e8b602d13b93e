import Questions
import Testing

@Suite struct BlindBaselinesTests {
  private func figure(_ name: String, _ questions: [BlindQuestion]) -> Double {
    BlindBaselines.measure(questions, seed: 1).first { $0.name == name }?.accuracy ?? -1
  }

  /// A number that has nothing to do with its neighbours (the finaliser of SplitMix64).
  private static func noise(_ index: Int) -> Int {
    var z = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 1)
  }

  @Test func theKeyFrequencyIsTheCommonestLetter() {
    let questions = (0..<10).map {
      BlindQuestion(group: "v\($0)", text: "?", choices: ["p", "q", "r"], answer: $0 < 7 ? 2 : 0)
    }
    #expect(figure("key-frequency", questions) == 0.7)
  }

  @Test func choicesThatTieShareThePoint() {
    let questions = [BlindQuestion(group: "v", text: "?", choices: ["aa", "bb", "c"], answer: 0)]
    #expect(figure("longest-choice", questions) == 0.5)
  }

  @Test func aNumberNearTheMeanOfTheChoicesIsFound() {
    let questions = [
      BlindQuestion(
        group: "v", text: "How long?", choices: ["2 seconds", "11 seconds", "1 minute"], answer: 1)
    ]
    // The mean of 2, 11 and 60 is 24.3.
    #expect(figure("nearest-to-mean", questions) == 1)
  }

  @Test func wordsOfTheQuestionGiveTheAnswerAway() {
    let questions = [
      BlindQuestion(
        group: "v", text: "What is done with the red cup?", choices: ["cut bread", "red cup"],
        answer: 1)
    ]
    #expect(figure("word-overlap", questions) == 1)
  }

  @Test func theClassifierFindsAWordThatIsAlwaysRight() {
    let questions = (0..<60).map { index in
      BlindQuestion(
        group: "v\(index)", text: "What happens at \(index)?",
        choices: ["cut \(index)", "stir well \(index)", "pour \(index)"].shuffledBy(index),
        answer: 0)
    }.map { question in
      var question = question
      question.answer = question.choices.firstIndex { $0.hasPrefix("stir") } ?? 0
      return question
    }
    #expect(figure("learned-text", questions) > 0.9)
  }

  @Test func nothingIsFoundWhereNothingIsToBeFound() {
    let questions = (0..<500).map { index in
      BlindQuestion(
        group: "v\(index)", text: "What?", choices: ["a", "b", "c", "d", "e"].shuffledBy(index),
        answer: Self.noise(index) % 5)
    }
    for baseline in BlindBaselines.measure(questions, seed: 3) {
      #expect(baseline.isChance, "\(baseline)")
    }
  }
}

extension [String] {
  /// A rotation that depends on the number alone.
  fileprivate func shuffledBy(_ number: Int) -> [String] {
    let turn = (number * 31 + 7) % count
    return Array(self[turn...] + self[..<turn])
  }
}
