/// How often a rule that never sees the video finds the right choice.
public struct BlindBaseline: Sendable, Hashable {
  /// The rule: `answer-frequency`, `key-frequency`, `longest-choice`, `nearest-to-mean`,
  /// `word-overlap` or `learned-text`.
  public var name: String
  /// Questions answered.
  public var questions: Int
  /// Right answers; a rule that cannot decide between n choices earns 1/n.
  public var correct: Double
  /// What guessing would earn in the mean.
  public var chance: Double
  /// The half-width of the band within which guessing falls with a probability of 99.9 %, as a
  /// share of the questions (3.29 standard deviations of a binomial).
  public var noise: Double

  /// Collects a figure.
  public init(name: String, questions: Int, correct: Double, chance: Double, noise: Double) {
    self.name = name
    self.questions = questions
    self.correct = correct
    self.chance = chance
    self.noise = noise
  }

  /// The share of right answers, 0...1; 0 where there are no questions.
  public var accuracy: Double { questions == 0 ? 0 : correct / Double(questions) }

  /// Whether the rule does no better than guessing, within noise.
  public var isChance: Bool { accuracy <= chance + noise }
}
