import LinearAlgebra
import Segmentation
import Testing

@Suite struct ActionVocabularyTests {
  private func taken(_ vocabulary: ActionVocabulary) throws -> ActionVocabulary {
    try ActionVocabulary(
      tensors: Dictionary(vocabulary.tensors.map { ($0.name, $0.value) }) { $1 })
  }

  @Test func `one choice is its own code`() throws {
    let vocabulary = ActionVocabulary.identity(choices: 17)
    #expect(vocabulary.count == 17 && vocabulary.code(of: [5]) == 5)
    #expect(vocabulary.codes(of: [3, 0, 16]) == [3, 0, 16])
    #expect(vocabulary.codes(of: [3, 0], isValid: [false, true]) == [-1, 0])
    #expect(try taken(vocabulary) == vocabulary)
  }

  @Test func `joint choices that are seen often have codes`() throws {
    let actions: [Int32] = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 2, 0, 1, 0]
    let vocabulary = try ActionVocabulary.combinations(of: actions, width: 2)
    #expect(vocabulary.rule == .combinations([[0, 0], [1, 1]]) && vocabulary.count == 2)
    // [2, 0] differs from [0, 0] in one place; [1, 0] from both, and the first is taken.
    #expect(vocabulary.codes(of: actions) == [0, 1, 0, 1, 0, 0, 0])
    #expect(vocabulary.code(of: [2, 1]) == 1)
    #expect(try taken(vocabulary) == vocabulary)
    let capped = try ActionVocabulary.combinations(of: actions, width: 2, limit: 1)
    #expect(capped.rule == .combinations([[0, 0]]))
    let rare = try ActionVocabulary.combinations(of: [3, 1, 2], width: 1)
    #expect(rare.rule == .combinations([[1], [2], [3]]))
    let masked = try ActionVocabulary.combinations(
      of: [3, 1, 1], width: 1, isValid: [true, false, false])
    #expect(masked.rule == .combinations([[3]]))
    #expect(throws: ActionVocabularyError.self) {
      try ActionVocabulary.combinations(of: [], width: 3)
    }
  }

  @Test func `groups of numbers do not depend on units`() throws {
    var generator = SplitMix64(seed: 4)
    let places: [[Float]] = [[0, 0], [1, 0], [0, 1], [1, 1]]
    var (plain, scaled, truth) = ([Float](), [Float](), [Int]())
    for index in 0..<400 {
      let point = zip(places[index % 4], generator.normals(2)).map { $0 + 0.02 * $1 }
      plain += point
      scaled += [point[0] * 1000 + 7, point[1] * 0.001]
      truth.append(index % 4)
    }
    for actions in [plain, scaled] {
      let vocabulary = try ActionVocabulary.clusters(of: actions, dimension: 2, count: 4, seed: 3)
      let codes = try vocabulary.codes(ofNumbers: actions)
      #expect(vocabulary.count == 4 && Set(zip(codes, truth).map { "\($0) \($1)" }).count == 4)
      #expect(try vocabulary.code(ofNumbers: Array(actions[2..<4])) == codes[1])
      let back = try taken(vocabulary)
      #expect(back == vocabulary)
      #expect(try back.codes(ofNumbers: actions) == codes)
    }
  }

  @Test func `fewer distinct actions than codes give fewer codes`() throws {
    let actions: [Float] = [0.1, 5, 0.1, 5, -0.3, 5, 0.1, 5]
    let vocabulary = try ActionVocabulary.clusters(of: actions, dimension: 2, seed: 0)
    #expect(vocabulary.count == 2)
    let codes = try vocabulary.codes(ofNumbers: actions, isValid: [true, true, true, false])
    #expect(codes[0] == codes[1] && codes[2] == 1 - codes[0] && codes[3] == -1)
  }

  @Test(arguments: 0..<20) func `a fit repeats`(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let dimension = 1 + generator.next(below: 6)
    let actions = generator.normals((1 + generator.next(below: 300)) * dimension)
    let fits = try (0..<2).map { _ in
      try ActionVocabulary.clusters(of: actions, dimension: dimension, seed: UInt64(seed))
    }
    #expect(fits[0] == fits[1] && fits[0].count <= 40, "seed \(seed)")
    let codes = try fits[0].codes(ofNumbers: actions)
    #expect(codes.allSatisfy { $0 >= 0 && $0 < fits[0].count }, "seed \(seed)")
  }

  @Test func `what is no number is refused`() throws {
    for wrong in [Float.nan, .infinity, -.infinity] {
      let error = #expect(throws: ActionVocabularyError.self) {
        try ActionVocabulary.clusters(of: [0, 1, 2, wrong], dimension: 2, seed: 0)
      }
      #expect(error?.description.contains("row 1, column 1") == true)
      let vocabulary = try ActionVocabulary.clusters(of: [0, 1, 2], dimension: 1, seed: 0)
      #expect(throws: ActionVocabularyError.self) { try vocabulary.code(ofNumbers: [wrong]) }
    }
    let masked = try ActionVocabulary.clusters(
      of: [0, .nan, 2], dimension: 1, isValid: [true, false, true], seed: 0)
    #expect(masked.count == 2)
    // Numbers at the ends of single precision stay finite.
    let ends = try ActionVocabulary.clusters(
      of: [-3e38, 3e38, .leastNonzeroMagnitude, 0], dimension: 1, seed: 0)
    #expect(try ends.codes(ofNumbers: [-3e38, 3e38]).count == 2)
  }

  @Test(arguments: [
    [:], ["identity": Matrix(rows: 0, columns: 1)], ["identity": Matrix(rows: 1, columns: 1)],
    ["identity": Matrix(rows: 1, columns: 1, values: [2.5])],
    ["combinations": Matrix(rows: 1, columns: 1, values: [-1])],
    ["combinations": Matrix(rows: 1, columns: 1, values: [.nan])],
    ["combinations": Matrix(rows: 0, columns: 2)], ["combinations": Matrix(rows: 2, columns: 2)],
    ["centroids": Matrix(rows: 1, columns: 1)],
    [
      "centroids": Matrix(rows: 1, columns: 1), "means": Matrix(rows: 1, columns: 1),
      "scales": Matrix(rows: 1, columns: 1),
    ],
    [
      "centroids": Matrix(rows: 1, columns: 2), "means": Matrix(rows: 1, columns: 1),
      "scales": Matrix(rows: 1, columns: 2, values: [1, 1]),
    ],
  ]) func `tensors that make no vocabulary are refused`(tensors: [String: Matrix]) {
    #expect(throws: ActionVocabularyError.self) { try ActionVocabulary(tensors: tensors) }
  }
}

@Suite struct ActionHistoryTests {
  @Test func `a row knows only the past`() {
    let rows = ActionHistory.rows(codes: [1, 0, -1, 1], count: 2, decays: [0.5])
    #expect(rows.values == [0, 0, 0, 0.5, 0.5, 0.25, 0.5, 0.25])
    let numbers = ActionHistory.rows(numbers: [1, -1, 3], width: 1, decays: [0.5, 0])
    #expect(numbers.values == [0, 0, 0.5, 1, -0.25, -1])
  }

  @Test(arguments: 0..<10) func `what comes later changes nothing before`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var actions = generator.normals(40 * 3)
    let before = ActionHistory.rows(numbers: actions, width: 3)
    #expect(before.columns == 9 && before.rows == 40)
    let step = generator.next(below: 40)
    actions[step * 3] += 1
    let after = ActionHistory.rows(numbers: actions, width: 3)
    let end = (step + 1) * 9
    #expect(before.values[..<end] == after.values[..<end], "seed \(seed)")
    #expect(step == 39 || before.values[end...] != after.values[end...], "seed \(seed)")
    var stream = ActionHistory(width: 3)
    for row in 0..<40 {
      #expect(stream.row == Array(after.values[(row * 9)..<((row + 1) * 9)]), "seed \(seed)")
      stream.push(actions[(row * 3)..<((row + 1) * 3)])
    }
  }

  @Test func `one choice is one among zeros`() {
    var generator = SplitMix64(seed: 1)
    let codes = (0..<60).map { _ in Int32(generator.next(below: 5)) }
    let numbers = codes.flatMap { code in (0..<5).map { $0 == Int(code) ? Float(1) : 0 } }
    let (a, b) = (
      ActionHistory.rows(codes: codes, count: 5),
      ActionHistory.rows(numbers: numbers, width: 5)
    )
    #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-6 })
    let missing = ActionHistory.rows(
      numbers: [1, 2, 3], width: 1, isValid: [true, false, true], decays: [0.5])
    #expect(missing.values == [0, 0.5, 0.5])
  }
}
