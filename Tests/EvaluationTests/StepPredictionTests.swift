import Testing

@testable import Evaluation

@Suite struct StepPredictionTests {
  @Test func `shuffles are Python's`() {
    // random.seed(0); a = list(range(10)); random.shuffle(a); b = list(range(7)); random.shuffle(b)
    var generator = MersenneTwister(seed: 0)
    var (a, b) = (Array(0..<10), Array(0..<7))
    generator.shuffle(&a)
    generator.shuffle(&b)
    #expect(a == PythonShuffles.ten)
    #expect(b == PythonShuffles.seven)
    var large = MersenneTwister(seed: 12_345_678_901)
    #expect(large.next() == PythonShuffles.large)
  }

  @Test func `folds hold every sequence once`() {
    let places = StepFolds(count: 3, seed: 1).places([7, 3])
    for (size, folds) in zip([7, 3], places) {
      #expect(folds.flatMap { $0 }.sorted() == Array(0..<size))
    }
    #expect(places[0].map(\.count) == [3, 2, 2])
  }

  @Test(arguments: [
    ([], [], 0), ([1], [], 1), ([1, 2, 3], [1, 3], 1), ([1, 2, 3], [3, 2, 1], 2),
    ([1, 2], [3, 4, 5], 3),
  ]) func `the distance counts edits`(left: [Int], right: [Int], distance: Int) {
    #expect(StepAnswers.distance(left, right) == distance)
    #expect(StepAnswers.distance(right, left) == distance)
  }

  @Test func `figures are those computed by hand`() throws {
    let right = StepAnswers(
      next: [
        .init(ranking: [1, 2, 3, 4], truth: 1, observed: [1]),
        .init(ranking: [2, 3, 4], truth: 4, observed: [4, 3]),
      ], completion: [2, 3], rest: [2, 3], references: [[2, 3]])
    let wrong = StepAnswers(
      next: [.init(ranking: [5], truth: 1, observed: [1, 2])], completion: [7], rest: [2, 3],
      references: [[2, 3], [7]])
    let method = StepPredictionReport.Method(name: "a", answers: [right, wrong])
    let report = try StepPredictionReport(
      methods: [method], tasks: ["t", "u"], cluster: .video, bootstrap: Bootstrap(),
      folds: StepFolds())
    func value(_ figure: StepFigure) -> Double? { report.estimate(figure, of: method)?.mean }
    #expect(value(.accuracyAt1) == 1.0 / 3)
    #expect(value(.accuracyAt3) == 2.0 / 3)
    #expect(abs((value(.f1At3) ?? 0) - (0.5 + 0.8 + 0) / 3) < 1e-12)
    #expect(value(.exact) == 0.5)
    #expect(value(.exactAny) == 1)
    #expect(value(.editDistance) == 1)
    #expect(value(.editSimilarity) == 0.5)
    #expect(report.difference(.exact, method, less: method)?.mean == 0)
    #expect(report.questionCount == 3)
  }
}

/// What CPython 3 gives.
private enum PythonShuffles {
  static let ten = [7, 8, 1, 5, 3, 4, 2, 0, 9, 6]
  static let seven = [6, 0, 3, 5, 1, 4, 2]
  static let large: UInt32 = 4063089813
}
