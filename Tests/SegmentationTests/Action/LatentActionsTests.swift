import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct LatentActionsTests {
  /// How many steps one true action's commonest code covers.
  private func purity(_ found: [Int32], _ truth: [Int32]) -> Double {
    var counts: [[Int32]: Int] = [:]
    for (code, action) in zip(found, truth).dropLast() { counts[[code, action], default: 0] += 1 }
    let best = Dictionary(grouping: counts, by: { $0.key[0] }).values
      .reduce(0) { $0 + ($1.map(\.value).max() ?? 0) }
    return Double(best) / Double(truth.count - 1)
  }

  @Test func findsTheStepsOfAViewer() throws {
    let shown = (1...3).map { InverseDynamicsTests.walk(200, world: MadeWorld($0), seed: $0) }
    let latent = try LatentActions(learning: shown, columns: 7, seed: 1)
    let other = InverseDynamicsTests.walk(200, world: MadeWorld(9), seed: 9)
    let codes = try latent.codes(other)
    #expect(codes.count == 200 && codes[199] == -1)
    #expect(Set(codes.dropLast()).count == 5, "\(Set(codes))")
    #expect(purity(codes, other.codes) > 0.99)
  }

  @Test func aRarePatchMakesAnotherCode() throws {
    var series = InverseDynamicsTests.walk(400, world: MadeWorld(1), seed: 1)
    // A lamp in the last patch: it changes with every twentieth row and is still else.
    for row in 0..<400 { series.tokens[row * 35 + 34] = UInt16(row / 20 % 2) }
    var settings = LatentActions.Settings()
    settings.least = 1
    let latent = try LatentActions(learning: [series], columns: 7, settings: settings, seed: 1)
    #expect(latent.rarePatches == [34])
    let codes = try latent.codes(series)
    let still = (0..<399).filter { series.codes[$0] == 0 }
    let flips = Set(still.filter { $0 % 20 == 19 }.map { codes[$0] })
    let others = Set(still.filter { $0 % 20 != 19 }.map { codes[$0] })
    #expect(flips.count == 1 && others.count == 1 && flips != others)
  }

  @Test func numbersAreGrouped() throws {
    var draws = Seeded(3)
    let truth = (0..<300).map { _ in Int32.random(in: 0..<3, using: &draws) }
    // The row after a step says what the step was.
    let moves = (0..<300).flatMap { row -> [Float] in
      let kind = row > 0 ? truth[row - 1] : 0
      return [Float(kind) * 100 + draws.normal(), Float(kind % 2) + 0.01 * draws.normal()]
    }
    let series = DemonstrationSeries(
      codes: truth, moves: Matrix(rows: 300, columns: 2, values: moves))
    var settings = LatentActions.Settings()
    settings.count = 3
    let latent = try LatentActions(learning: [series], columns: 0, settings: settings, seed: 1)
    #expect(latent.vocabulary.isContinuous && latent.vocabulary.count == 3)
    #expect(purity(try latent.codes(series), truth) == 1)
  }

  @Test func theSameSeedGivesTheSameCodes() throws {
    let shown = [InverseDynamicsTests.walk(100, world: MadeWorld(1), seed: 1)]
    let fits = try (0..<2).map { _ in try LatentActions(learning: shown, columns: 7, seed: 4) }
    #expect(fits[0] == fits[1])
  }

  @Test func saysWhereThereIsNothingToLearn() {
    #expect(throws: ActionVocabularyError.self) {
      try LatentActions(learning: [], columns: 7, seed: 1)
    }
    #expect(throws: ActionVocabularyError.self) {
      try LatentActions(
        learning: [InverseDynamicsTests.walk(1, world: MadeWorld(1), seed: 1)], columns: 7, seed: 1)
    }
  }

  @Test func aSeriesOfOneRowHasNoStep() throws {
    let latent = try LatentActions(
      learning: [InverseDynamicsTests.walk(100, world: MadeWorld(1), seed: 1)], columns: 7, seed: 1)
    #expect(try latent.codes(InverseDynamicsTests.walk(1, world: MadeWorld(1), seed: 1)) == [-1])
    #expect(try latent.codes(DemonstrationSeries(positions: 35, codes: [])) == [])
  }
}
