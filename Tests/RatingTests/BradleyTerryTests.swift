import LinearAlgebra
import Rating
import Testing

@Suite struct BradleyTerryTests {
  @Test(arguments: ["simple", "food"]) func `evalica's worths are met`(set: String) throws {
    let golden = try RatingGoldens.Evalica(set, "bradley_terry")
    let fit = BradleyTerry(ridge: 0).fit(golden.comparisons, items: golden.names.count)
    #expect(fit.converged)
    for (worth, expected) in zip(fit.worths, golden.scores) {
      #expect(abs(try #require(worth) - expected) < 1e-6, "\(set)")
    }
  }

  /// Newman's method (2023) fits Davidson's model; its scores are worths whose mean logarithm is 0.
  @Test(arguments: ["simple", "food"]) func `evalica's model with ties is met`(set: String) throws {
    let golden = try RatingGoldens.Evalica(set, "newman")
    let fit = BradleyTerry(ties: .davidson, ridge: 0).fit(
      golden.comparisons, items: golden.names.count)
    let total = golden.scores.reduce(0, +)
    for (worth, expected) in zip(fit.worths, golden.scores) {
      #expect(abs(try #require(worth) - expected / total) < 1e-5, "\(set)")
    }
  }
}
