internal import Foundation

/// A small classifier that learns from text alone which choice tends to be right.
///
/// The score of a choice is linear in hashed features: its words, its pairs of neighbouring words,
/// each of its words beside each word of the question, its rank by length and by number and
/// whether the question holds its words. The scores of one question's choices go through a softmax
/// and the log loss is minimised by stochastic gradient descent. Five folds; nothing is answered by
/// weights that saw it.
enum LearnedText {
  private static let buckets = 1 << 16
  private static let epochs = 6

  static func credits(_ questions: [BlindQuestion], folds: [Int], seed: UInt64) -> [Double] {
    let features = questions.map(features)
    var credits = [Double](repeating: 0, count: questions.count)
    for fold in 0..<5 {
      let training = questions.indices.filter { folds[$0] != fold }
      let weights = fit(questions, features, training, seed: seed &+ UInt64(fold))
      for index in questions.indices where folds[index] == fold {
        let scores = features[index].map { score($0, weights) }
        credits[index] = BlindRules.credit(questions[index], scores: scores)
      }
    }
    return credits
  }

  private static func fit(
    _ questions: [BlindQuestion], _ features: [[[Int32]]], _ training: [Int], seed: UInt64
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: buckets)
    var random = SeededRandom(seed: seed, name: "classifier")
    for epoch in 0..<epochs {
      let rate = 0.5 / Double(epoch + 1)
      for index in random.shuffled(training) {
        let scores = features[index].map { score($0, weights) }
        let best = scores.max() ?? 0
        let powers = scores.map { exp($0 - best) }
        let total = powers.reduce(0, +)
        for (choice, list) in features[index].enumerated() where !list.isEmpty {
          let target = choice == questions[index].answer ? 1.0 : 0.0
          // Long choices have more features: each step moves a score by the same amount.
          let step = rate * (target - powers[choice] / total) / Double(list.count).squareRoot()
          for feature in list { weights[Int(feature)] += step }
        }
      }
    }
    return weights
  }

  private static func score(_ features: [Int32], _ weights: [Double]) -> Double {
    var sum = 0.0
    for feature in features { sum += weights[Int(feature)] }
    return features.isEmpty ? 0 : sum / Double(features.count).squareRoot()
  }

  /// The hashed features of every choice of a question.
  static func features(_ question: BlindQuestion) -> [[Int32]] {
    let asked = TextWords.content(of: question.text)
    let lengths = question.choices.map { Double($0.count) }
    let numbers = question.choices.map(ChoiceNumber.value)
    return question.choices.enumerated().map { position, choice in
      let words = TextWords.all(of: choice)
      var names = words.map { "w:\($0)" } + zip(words, words.dropFirst()).map { "p:\($0) \($1)" }
      names.append("whole:\(choice.lowercased())")
      names.append("length:\(rank(of: lengths[position], in: lengths))")
      let known = numbers.compactMap(\.self)
      if known.count == numbers.count, let number = numbers[position] {
        names.append("number:\(rank(of: number, in: known))")
      }
      names.append("position:\(position)")
      names.append("shares:\(words.contains { asked.contains($0) })")
      for word in words { for other in asked { names.append("x:\(word) \(other)") } }
      return names.map(bucket)
    }
  }

  private static func rank(of value: Double, in values: [Double]) -> Int {
    values.count { $0 < value }
  }

  private static func bucket(_ name: String) -> Int32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int32((hash ^ (hash >> 32)) % UInt64(buckets))
  }
}
