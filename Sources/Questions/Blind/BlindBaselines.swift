internal import Foundation

/// Solvers that see only the text of questions: what they earn above chance is a hole in the set.
///
/// Rules that learn (answer-frequency and the classifier) learn on four fifths of the groups and
/// answer the rest, in turn, so that no question is answered by a rule that saw it. The key
/// frequency does not: it is the best of "always A" to "always E" on the whole set, the figure that
/// is 31.5 % for PerceptionComp.
public enum BlindBaselines {
  /// The rules in the order of the report.
  public static let names = [
    "answer-frequency", "key-frequency", "longest-choice", "nearest-to-mean", "word-overlap",
    "learned-text",
  ]

  /// Measures every rule; deterministic for a seed.
  ///
  /// Questions whose answer is none of the choices, or with fewer than two choices, are left out.
  /// Cost: the classifier dominates, about 1 s for 1,000 questions in a release build.
  public static func measure(_ questions: [BlindQuestion], seed: UInt64 = 0) -> [BlindBaseline] {
    let usable = questions.filter { $0.choices.count > 1 && $0.choices.indices.contains($0.answer) }
    let credits = BlindRules.credits(usable, seed: seed)
    let chance = usable.map { 1 / Double($0.choices.count) }
    let mean = usable.isEmpty ? 0 : chance.reduce(0, +) / Double(usable.count)
    let variance = chance.map { $0 * (1 - $0) }.reduce(0, +)
    let noise = usable.isEmpty ? 0 : 3.29 * variance.squareRoot() / Double(usable.count)
    return names.map { name in
      BlindBaseline(
        name: name, questions: usable.count, correct: (credits[name] ?? []).reduce(0, +),
        chance: mean, noise: noise)
    }
  }
}
