internal import Tournaments

/// Where a judge stands with the practice pairs.
enum Qualification: Hashable {
  /// There are no practice pairs.
  case notNeeded
  /// The judge is at the practice pairs that come before all else: so many done, of so many.
  case practising(done: Int, of: Int)
  /// The judge is let in.
  case qualified
  /// The judge answered the first practice pairs and got too few right so far.
  case notYet(right: Int, of: Int)
  /// The organiser stopped the judge.
  case stopped

  /// - Parameters:
  ///   - practised: the judge's answers to practice pairs in order; `left` is right.
  ///   - pairs: how many practice pairs there are.
  ///   - admission: the organiser's word, where there is one.
  init(_ practised: [Verdict], pairs: Int, admission: Bool?, _ rules: JudgingRules) {
    if admission == false {
      self = .stopped
      return
    }
    if pairs == 0 {
      self = .notNeeded
      return
    }
    if admission == true {
      self = .qualified
      return
    }
    let first = Self.first(of: pairs, rules)
    if practised.count < first {
      self = .practising(done: practised.count, of: first)
      return
    }
    // Who was let in once stays in: pairs among the rest are reported, and tell nobody off.
    var right = 0
    for (place, verdict) in practised.enumerated() {
      right += verdict == .left ? 1 : 0
      let count = place + 1
      if count >= first, Double(right) >= rules.practiceShare * Double(count) {
        self = .qualified
        return
      }
    }
    self = .notYet(right: right, of: practised.count)
  }

  /// How many practice pairs come before all else.
  static func first(of pairs: Int, _ rules: JudgingRules) -> Int {
    max(1, min(rules.practiceFirst, (pairs + 1) / 2))
  }
}
