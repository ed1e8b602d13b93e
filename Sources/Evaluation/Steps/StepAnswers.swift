/// What a method said of one sequence that it had not seen, and what is true; steps are indices.
public struct StepAnswers: Sendable, Hashable {
  /// One question: what comes next.
  public struct Next: Sendable, Hashable {
    /// The steps that may come, the likeliest first.
    public var ranking: [Int]
    /// The step that came.
    public var truth: Int
    /// The steps that came after the same prefix in any sequence of the fold, this one included.
    public var observed: Set<Int>

    /// Collects a question.
    public init(ranking: [Int], truth: Int, observed: Set<Int>) {
      self.ranking = ranking
      self.truth = truth
      self.observed = observed
    }
  }

  /// The questions at every prefix of length 1 to n-1.
  public var next: [Next]
  /// What was said to follow the first half.
  public var completion: [Int]
  /// What followed it.
  public var rest: [Int]
  /// What followed the same first half in any sequence of the fold, this one included.
  public var references: [[Int]]

  /// Collects answers.
  public init(next: [Next], completion: [Int], rest: [Int], references: [[Int]]) {
    self.next = next
    self.completion = completion
    self.rest = rest
    self.references = references
  }

  /// The figures of the answers, as ratios that pool.
  func ratio(_ figure: StepFigure) -> Ratio {
    switch figure {
    case .accuracyAt1: share { $0.ranking.first == $0.truth }
    case .accuracyAt3: share { $0.ranking.prefix(3).contains($0.truth) }
    case .f1At3:
      Ratio(
        next.reduce(0) { sum, question in
          let top = question.ranking.prefix(3)
          let hits = top.count { question.observed.contains($0) }
          return sum + 2 * Double(hits) / Double(max(1, top.count + question.observed.count))
        }, Double(next.count))
    case .exact: Ratio(completion == rest ? 1 : 0, 1)
    case .exactAny: Ratio(references.contains(completion) ? 1 : 0, 1)
    case .editDistance: Ratio(Double(Self.distance(completion, rest)), 1)
    case .editSimilarity:
      Ratio(
        1 - Double(Self.distance(completion, rest)) / Double(max(1, completion.count, rest.count)),
        1)
    }
  }

  private func share(_ isRight: (Next) -> Bool) -> Ratio {
    Ratio(Double(next.count(where: isRight)), Double(next.count))
  }

  /// Levenshtein's distance: steps put in, taken out or exchanged.
  static func distance(_ left: [Int], _ right: [Int]) -> Int {
    var row = Array(0...right.count)
    for (i, step) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let exchanged = diagonal + (step == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(exchanged, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}

/// The figures of the prediction of steps.
public enum StepFigure: String, Sendable, Hashable, CaseIterable {
  /// The share of next steps that were ranked first.
  case accuracyAt1
  /// The share of next steps among the three ranked first.
  case accuracyAt3
  /// F1 of the three ranked first against the steps that were seen to follow the same prefix.
  case f1At3
  /// The share of completions that equal what followed.
  case exact
  /// The share of completions that equal what followed the same half anywhere in the fold.
  case exactAny
  /// Levenshtein's distance of the completion from what followed, in steps.
  case editDistance
  /// 1 less the distance over the longer of the two.
  case editSimilarity

  /// The name for people.
  public var title: String {
    switch self {
    case .accuracyAt1: "Acc@1"
    case .accuracyAt3: "Acc@3"
    case .f1At3: "F1@3"
    case .exact: "exact"
    case .exactAny: "exact, any"
    case .editDistance: "edit"
    case .editSimilarity: "similarity"
    }
  }
}
