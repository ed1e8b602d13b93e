internal import Annotations
internal import Foundation

extension QuestionLint {
  /// Whether a letter is right too often: by more than one where the key is balanced on purpose, by
  /// more than chance explains in sets of others (a binomial tail below 0.001 over all letters).
  static func faultsOfKey(_ questions: [ChoiceQuestion], isBalanced: Bool) -> [Fault] {
    let count = Self.commonestCount(questions)
    let answers = questions.filter { $0.choices.count == count }.compactMap(\.answer)
    guard count > 1, !answers.isEmpty else { return [] }
    var counts = [Int](repeating: 0, count: count)
    for answer in answers where answer < count { counts[answer] += 1 }
    let most = counts.max() ?? 0
    let letter = Question.letter(counts.firstIndex(of: most) ?? 0)
    let share = percent(Double(most) / Double(answers.count))
    if isBalanced, most - (counts.min() ?? 0) > 1 {
      let list = counts.map(String.init).joined(separator: ", ")
      return [
        Fault("", .keyBalance, "the key is not balanced: A to E are right \(list) times")
      ]
    }
    let tail = binomialTail(most, of: answers.count, share: 1 / Double(count))
    guard !isBalanced, tail * Double(count) < 0.001 else { return [] }
    return [
      Fault(
        "", .keyBalance,
        "always answering \(letter) is right in \(share) %, where chance is "
          + "\(percent(1 / Double(count))) %")
    ]
  }

  /// Rules that answer better without the video than guessing explains.
  ///
  /// The commonest letter is left to the key's own check.
  static func faultsOfBaselines(_ baselines: [BlindBaseline]) -> [Fault] {
    // Two dozen questions are the least on which a rule that learns can be told from luck.
    baselines.filter { !$0.isChance && $0.name != "key-frequency" && $0.questions >= 25 }.map {
      Fault(
        "", .blindBaseline,
        "\($0.name) is right in \(percent($0.accuracy)) % without the video; guessing reaches "
          + "\(percent($0.chance)) and at most \(percent($0.chance + $0.noise)) by luck")
    }
  }

  /// The probability of at least `successes` of `trials`, by adding up the terms' logarithms.
  static func binomialTail(_ successes: Int, of trials: Int, share: Double) -> Double {
    guard successes > 0 else { return 1 }
    var logarithm = Double(trials) * log(1 - share)
    var sum = 0.0
    for k in 0...trials {
      if k >= successes { sum += exp(logarithm) }
      logarithm += log(Double(trials - k) / Double(k + 1)) + log(share / (1 - share))
    }
    return min(1, sum)
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
