public import Evaluation
internal import Ordering

/// `skillet evaluate graph`: methods that predict steps, each on sequences that it has not seen.
public struct GraphEvaluation: Sendable {
  /// The figures.
  public let report: StepPredictionReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// What is evaluated and how.
  public struct Settings: Sendable, Hashable {
    /// The methods, the one that is compared with the others last.
    public var methods = StepMethod.allCases
    /// The folds.
    public var folds = StepFolds()
    /// How many ways a beam search follows for methods that are not greedy.
    public var beam = 20
    /// What is drawn anew for intervals.
    public var cluster = StepPredictionReport.Cluster.video
    /// How intervals are drawn.
    public var bootstrap = Bootstrap()
    /// Tasks evaluated side by side.
    public var jobs = 2

    /// The usual settings.
    public init() {}
  }

  /// Fits each method on four folds of each task, say, and asks it about the fifth.
  ///
  /// Every setting of `counts` and `learned` is chosen within the four. Tasks with fewer sequences
  /// than folds are left out and noted. Throws (65) where none is left.
  public init(
    _ tasks: [StepTask], settings: Settings = Settings(), interruption: Interruption? = nil,
    progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(SkilletError) {
    let kept = tasks.filter { $0.sequences.count >= settings.folds.count }
    guard !kept.isEmpty else {
      let most = tasks.map(\.sequences.count).max() ?? 0
      throw SkilletError(
        .badData,
        "\(tasks.first?.origin ?? ""): no task has the \(settings.folds.count) sequences that "
          + "\(settings.folds.count) folds need (the most has \(most)); give more, or fewer --folds"
      )
    }
    notes =
      kept.count < tasks.count
      ? [
        "\(tasks.count - kept.count) of \(tasks.count) tasks have fewer than "
          + "\(settings.folds.count) sequences and are left out"
      ] : []
    let places = settings.folds.places(kept.map(\.sequences.count))
    let answers: [[[StepAnswers]]]
    do {
      let counter = ProgressCounter(kept.count, progress)
      answers = try parallelMap(kept.count, width: settings.jobs) { index in
        let result = try Self.answers(kept[index], places[index], settings, interruption)
        counter.advance()
        return result
      }
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "cannot evaluate the graphs: \(error)")
    }
    let methods = settings.methods.enumerated().map { index, method in
      StepPredictionReport.Method(
        name: method.rawValue, answers: answers.flatMap { $0[index] })
    }
    report = try SkilletError.wrapping { () throws(EvaluationError) in
      try StepPredictionReport(
        methods: methods,
        tasks: kept.flatMap { task in Array(repeating: task.name, count: task.sequences.count) },
        cluster: settings.cluster, bootstrap: settings.bootstrap, folds: settings.folds)
    }
  }

  /// A list a method, the sequences fold by fold.
  private static func answers(
    _ task: StepTask, _ folds: [[Int]], _ settings: Settings, _ interruption: Interruption?
  ) throws(SkilletError) -> [[StepAnswers]] {
    let script = Array(task.labels.indices)
    var answers: [[StepAnswers]] = Array(repeating: [], count: settings.methods.count)
    for (fold, held) in folds.enumerated() {
      let training = folds.enumerated().filter { $0.offset != fold }.flatMap(\.element).sorted()
      let paths = StepPaths(
        stepCount: task.labels.count, training.map { task.sequences[$0] })
      let test = held.map { task.sequences[$0] }
      let truth = FoldTruth(test)
      for (index, method) in settings.methods.enumerated() {
        try interruption?.check()
        let asked = AskedPredictor(
          method.predictor(paths, script: script, seed: settings.folds.seed))
        answers[index] += test.map { truth.answers($0, asked, settings, method) }
      }
    }
    return answers
  }
}

/// What follows each beginning in the sequences of one fold.
private struct FoldTruth {
  private var followers: [[Int]: Set<Int>] = [:]
  private var rests: [[Int]: [[Int]]] = [:]

  init(_ sequences: [[Int]]) {
    for path in sequences {
      for length in 1..<max(1, path.count) {
        followers[Array(path[..<length]), default: []].insert(path[length])
      }
      let half = Self.half(path)
      rests[Array(path[..<half]), default: []].append(Array(path[half...]))
    }
  }

  private static func half(_ path: [Int]) -> Int { max(1, path.count / 2) }

  func answers(
    _ path: [Int], _ predictor: AskedPredictor, _ settings: GraphEvaluation.Settings,
    _ method: StepMethod
  ) -> StepAnswers {
    let next = (1..<max(1, path.count)).map { length in
      let prefix = Array(path[..<length])
      return StepAnswers.Next(
        ranking: Array(predictor.ranking(after: prefix).prefix(3)), truth: path[length],
        observed: followers[prefix] ?? [])
    }
    let start = Array(path[..<Self.half(path)])
    return StepAnswers(
      next: next,
      completion: predictor.completion(start, beam: method.isGreedy ? nil : settings.beam),
      rest: Array(path[Self.half(path)...]), references: rests[start] ?? [])
  }
}

/// A predictor that answers the same question once.
private final class AskedPredictor {
  private let predictor: any StepPredictor
  private var rankings: [[Int]: [Int]] = [:]
  private var completions: [[Int]: [Int]] = [:]

  init(_ predictor: any StepPredictor) { self.predictor = predictor }

  func ranking(after prefix: [Int]) -> [Int] {
    if let known = rankings[prefix] { return known }
    let ranking = predictor.ranking(after: prefix)
    rankings[prefix] = ranking
    return ranking
  }

  /// The way to the end: the likeliest that a beam finds, or the greedy one.
  func completion(_ prefix: [Int], beam: Int?) -> [Int] {
    if let known = completions[prefix] { return known }
    let completion =
      beam.map { predictor.completions(after: prefix, beam: $0)[0].steps }
      ?? predictor.greedyCompletion(after: prefix)
    completions[prefix] = completion
    return completion
  }
}
