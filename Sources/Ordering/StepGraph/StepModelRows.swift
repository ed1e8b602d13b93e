/// The contexts that a step model learns from, with their features, sparse.
struct StepModelRows {
  private let stepCount: Int
  private var features: [[Int]] = []
  private var evidence: [[Double]] = []
  private var isClosed: [[Bool]] = []
  private var targets: [Int] = []
  private var weights: [Double] = []

  /// The logarithm of a probability of the counts, bounded below.
  static func evidence(_ chance: Double) -> Double { naturalLogarithm(chance + 1e-6) }

  /// The features of a context: always, which step was last (or none), each step done.
  static func features(_ prefix: ArraySlice<Int>, stepCount: Int) -> [Int] {
    var isDone = [Bool](repeating: false, count: stepCount)
    for step in prefix { isDone[step] = true }
    return [0, 1 + (prefix.last ?? stepCount)]
      + isDone.indices.filter { isDone[$0] }.map { 2 + stepCount + $0 }
  }

  /// How many features there are.
  private var featureCount: Int { 2 + 2 * stepCount }

  /// Takes a row for each place of each path; the counts are asked as if the path were not in them.
  init(_ paths: StepPaths, counts: StepCounts) {
    stepCount = paths.stepCount
    for (path, weight) in zip(paths.paths, paths.counts) {
      for place in 0...path.count {
        let prefix = path[..<place]
        features.append(Self.features(prefix, stepCount: stepCount))
        evidence.append(counts.smoothed(prefix, withoutPath: path).map(Self.evidence))
        isClosed.append(counts.limits.isUsedUp(Array(prefix)) + [false])
        targets.append(place < path.count ? path[place] : stepCount)
        weights.append(Double(weight))
      }
    }
  }

  /// The weights with the highest posterior density, `k` first.
  func fit(
    precision: Double, tolerance: Double = 1e-3, limit: Int = 150
  ) -> QuasiNewton.Result {
    var start = [Double](repeating: 0, count: 1 + featureCount * (stepCount + 1))
    start[0] = 0.5
    var search = QuasiNewton()
    search.limit = limit
    search.tolerance = tolerance * max(1, weights.reduce(0, +) / 100)
    return search.minimise(from: start) { objective($0, &$1, precision: precision) }
  }

  /// The negative logarithm of the posterior density, and its gradient.
  func objective(_ point: [Double], _ gradient: inout [Double], precision: Double) -> Double {
    let classes = stepCount + 1
    var loss = (point[0] - 0.5) * (point[0] - 0.5) / 2
    gradient[0] = point[0] - 0.5
    for index in 1..<point.count {
      // The first feature is always there: its weights say how frequent a step is.
      let lean = index <= classes ? precision / 10 : precision
      loss += lean * point[index] * point[index] / 2
      gradient[index] = lean * point[index]
    }
    var scores = [Double](repeating: 0, count: classes)
    for row in targets.indices {
      let (expected, closed) = (evidence[row], isClosed[row])
      for place in 0..<classes { scores[place] = point[0] * expected[place] }
      for feature in features[row] {
        let base = 1 + feature * classes
        for place in 0..<classes { scores[place] += point[base + place] }
      }
      var highest = -Double.infinity
      for place in 0..<classes where !closed[place] { highest = max(highest, scores[place]) }
      var sum = 0.0
      let target = scores[targets[row]]
      for place in 0..<classes {
        scores[place] = closed[place] ? 0 : exponential(scores[place] - highest)
        sum += scores[place]
      }
      let weight = weights[row]
      loss += weight * (naturalLogarithm(sum) + highest - target)
      for place in 0..<classes { scores[place] *= weight / sum }
      scores[targets[row]] -= weight
      for place in 0..<classes { gradient[0] += scores[place] * expected[place] }
      for feature in features[row] {
        let base = 1 + feature * classes
        for place in 0..<classes { gradient[base + place] += scores[place] }
      }
    }
    return loss
  }
}
