internal import Annotations

/// How well a model answered a set of questions, as a whole and by what the questions ask for.
///
/// Accuracy is the share of right answers; words that name no choice, and no answer at all, are
/// wrong. Intervals resample the videos, as the questions about one are not independent.
public struct AnswerReport: Sendable, Hashable {
  /// A share of questions.
  public struct Part: Sendable, Hashable {
    /// What they have in common.
    public var name: String
    /// How many they are.
    public var questions: Int
    /// The share of right answers.
    public var accuracy: Bootstrap.Interval?
  }

  /// Parts by one property of the questions.
  public struct Breakdown: Sendable, Hashable {
    /// The name in JSON, such as `bySkill`.
    public var key: String
    /// The name for people.
    public var title: String
    /// The parts.
    public var parts: [Part]
  }

  /// The questions and their answers.
  public let answered: [AnsweredQuestion]
  /// All questions.
  public let total: Part
  /// By skill, logic, steps and difficulty; a question counts for each skill that it asks for.
  public let breakdowns: [Breakdown]
  /// What guessing reaches.
  public let chance: Double
  /// How often each ability fails.
  public let profile: SkillProfile
  /// How intervals over videos are found.
  public let bootstrap: Bootstrap

  /// Scores answered questions; throws where there is none.
  public init(
    _ answered: [AnsweredQuestion], bootstrap: Bootstrap
  ) throws(EvaluationError) {
    guard !answered.isEmpty else {
      throw EvaluationError(
        video: "no question", reason: "there is nothing to score",
        advice: "give at least one question and its answer")
    }
    self.answered = answered
    self.bootstrap = bootstrap
    total = Self.part("all", answered, bootstrap)
    // Sets of questions with equally many choices get the exact share, free of rounding.
    let counts = Dictionary(
      answered.map { (max(1, $0.question.choices.count), 1) }, uniquingKeysWith: +)
    chance = counts.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
      sum + Double(entry.value) / Double(answered.count) / Double(entry.key)
    }
    profile = SkillProfile(answered)
    func breakdown(
      _ key: String, _ title: String, _ names: (AnsweredQuestion) -> [String]
    ) -> Breakdown {
      var groups: [String: [AnsweredQuestion]] = [:]
      for one in answered { for name in names(one) { groups[name, default: []].append(one) } }
      let parts = groups.sorted { $0.key < $1.key }.map { Self.part($0.key, $0.value, bootstrap) }
      return Breakdown(key: key, title: title, parts: parts)
    }
    breakdowns = [
      breakdown("bySkill", "skill") { one in
        Set((one.question.proof?.steps ?? []).map(\.skill)).sorted().map(\.rawValue)
      },
      breakdown("byLogic", "logic") { $0.question.proof.map { [$0.logic.rawValue] } ?? [] },
      breakdown("bySteps", "steps") { $0.question.proof.map { ["\($0.steps.count)"] } ?? [] },
      breakdown("byDifficulty", "difficulty") {
        $0.question.difficulty.map { ["\($0.level)"] } ?? []
      },
    ]
  }

  /// How many questions ended in a way.
  public func count(_ outcome: AnsweredQuestion.Outcome) -> Int {
    answered.count { $0.outcome == outcome }
  }

  /// How many questions had a step as their first wrong one, by its number; nil where no question
  /// had its steps asked.
  public var firstWrongSteps: [(number: Int, questions: Int)]? {
    let asked = answered.filter { !$0.steps.isEmpty }
    guard !asked.isEmpty else { return nil }
    let counts = Dictionary(
      asked.compactMap(\.firstWrongStep).map { ($0.number, 1) }, uniquingKeysWith: +)
    return counts.sorted { $0.key < $1.key }.map { (number: $0.key, questions: $0.value) }
  }

  /// How many questions had their steps asked.
  public var askedForSteps: Int { answered.count { !$0.steps.isEmpty } }

  private static func part(
    _ name: String, _ answered: [AnsweredQuestion], _ bootstrap: Bootstrap
  ) -> Part {
    var videos: [String: Ratio] = [:]
    for one in answered {
      videos[one.question.video, default: Ratio(0, 0)].numerator += one.outcome == .right ? 1 : 0
      videos[one.question.video, default: Ratio(0, 0)].denominator += 1
    }
    let ratios = videos.sorted { $0.key < $1.key }.map(\.value)
    return Part(
      name: name, questions: answered.count, accuracy: bootstrap.interval(ofRatios: ratios))
  }
}
