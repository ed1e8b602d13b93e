/// Sequences of one task's steps as indices; sequences that are the same are kept once and counted.
public struct StepPaths: Sendable, Hashable {
  /// How many steps the task has; indices lie below.
  public let stepCount: Int
  /// The different paths in the order in which they first came; none is empty.
  public let paths: [[Int]]
  /// How many sequences took each path.
  public let counts: [Int]
  /// The most often that each step was done in one sequence; 0 where no sequence has it.
  public let mostOften: [Int]

  /// Collects paths, some perhaps several times.
  ///
  /// - Precondition: every step lies in `0..<stepCount`, and no path is empty.
  public init(stepCount: Int, _ sequences: [[Int]], counts: [Int]? = nil) {
    precondition(counts.map { $0.count == sequences.count } ?? true, "a count a path is needed")
    self.stepCount = stepCount
    var places: [[Int]: Int] = [:]
    var (paths, total) = ([[Int]](), [Int]())
    var mostOften = [Int](repeating: 0, count: stepCount)
    for (index, path) in sequences.enumerated() {
      precondition(!path.isEmpty, "a path without a step")
      let weight = counts?[index] ?? 1
      if let place = places[path] {
        total[place] += weight
        continue
      }
      places[path] = paths.count
      paths.append(path)
      total.append(weight)
      var done: [Int: Int] = [:]
      for step in path { done[step, default: 0] += 1 }
      for (step, times) in done { mostOften[step] = max(mostOften[step], times) }
    }
    (self.paths, self.counts, self.mostOften) = (paths, total, mostOften)
  }

  /// How many sequences there are.
  public var sequenceCount: Int { counts.reduce(0, +) }

  /// The most steps that one sequence can have without doing a step more often than any did.
  public var longest: Int { mostOften.reduce(0, +) }
}
