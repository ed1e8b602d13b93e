import Foundation
import LinearAlgebra
import Ordering
import Testing

/// The fast fit against the plain one, published values, and what must not change a fit.
@Suite struct PlackettLuceFitTests {
  private func fit(
    _ rankings: [Ranking], _ items: Int, _ settings: PlackettLuceFit.Settings = .init()
  ) throws -> PlackettLuceFit {
    try PlackettLuceFit(try RankingSet(rankings, itemCount: items), settings: settings)
  }

  /// Rankings that connect the items whatever was drawn.
  private func connected(_ rankings: [Ranking], _ items: Int) -> [Ranking] {
    rankings + [Ranking(Array(0..<items)), Ranking((0..<items).reversed())]
  }

  @Test(arguments: 0..<12) func fastAndPlainSolversAgree(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    for ties in [false, true] {
      let rankings = connected(
        made.rankings(14, items: 5, ties: ties, rests: true, counts: true), 5)
      let fast = try fit(rankings, 5)
      let plain = IterativeScaling(rankings, itemCount: 5, tolerance: 1e-10, limit: 20_000)
      #expect(plain.converged && fast.converged, "seed \(seed)")
      #expect(gap(fast.model.logWorths, plain.model.logWorths) < 1e-7, "seed \(seed), \(ties)")
      #expect(
        gap(fast.model.ties.map(\.logParameter), plain.model.ties.map(\.logParameter)) < 1e-7,
        "seed \(seed)")
      #expect((fast.logLikelihood - plain.logLikelihood).magnitude < 1e-9, "seed \(seed)")
    }
  }

  /// choix's published cases: `testcase-rankings-1`, `testcase-pairwise-1`, `testcase-top1-1`.
  @Test func choixsCyclesHaveEqualWorths() throws {
    let cases: [[Ranking]] = [
      [Ranking([0, 1, 2]), Ranking([1, 2, 0]), Ranking([2, 0, 1])],
      [Ranking([0, 1]), Ranking([1, 2]), Ranking([2, 0])],
      [.choice(0, over: [1, 2]), .choice(1, over: [0, 2]), .choice(2, over: [0, 1])],
    ]
    for rankings in cases {
      #expect(gap(try fit(rankings, 3).model.logWorths, [0, 0, 0]) < 1e-4)
    }
  }

  /// The R package PlackettLuce's published snapshot: `model_fruits1` of `test-S3-methods.R`.
  @Test func fruitWithTiesIsAsThePublishedSnapshotHasIt() throws {
    let rankings = [
      Ranking([0, 1]), Ranking([1, 2, 0]), Ranking(places: [[1, 2], [0]]), Ranking([0, 1, 2]),
      Ranking(places: [[1, 2], [0]]), Ranking([0, 2]),
    ]
    // That package always adds half a win and half a loss for each item.
    let fit = try fit(rankings, 3, .init(pseudoRankings: 0.5, alwaysAddsPseudoRankings: true))
    let (worths, tie) = (fit.model.logWorths, fit.model.ties[0])
    #expect(gap(worths.map { $0 - worths[0] }, [0, 0.2867987, -0.4636687]) < 5e-8)
    #expect((tie.logParameter + 1.0701129).magnitude < 5e-8)
    let errors = [
      try #require(fit.standardError(ofDifference: 1, 0)),
      try #require(fit.standardError(ofDifference: 2, 0)), try #require(fit.tieErrors?[0]),
    ]
    #expect(gap(errors, [1.0129, 1.0280, 0.9043]) < 5e-5)
    #expect((-2 * fit.logLikelihood - 21.61).magnitude < 5e-3)
    // Fitted probabilities of the same snapshot: the single first places and the tie.
    let first = exp(try fit.model.logLikelihood(of: Ranking([0, 1])))
    #expect((first - 0.36656777).magnitude < 5e-8)
    let pair = exp(try fit.model.logLikelihood(of: Ranking(places: [[1, 2], [0]])))
    #expect((pair - 0.07962156).magnitude < 5e-8)
  }

  @Test(arguments: 0..<10) func anOrderOfTieThatNobodySawHasNoParameter(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let rankings =
      connected(made.rankings(6, items: 4), 4) + [Ranking(places: [[0, 1, 2], [3]])]
    #expect(try fit(rankings, 4).model.ties.map(\.order) == [3], "seed \(seed)")
  }

  @Test(arguments: 0..<10) func labelsRowOrderAndCountsDoNotMatter(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let items = 5
    let rankings = connected(made.rankings(12, items: items, ties: true), items)
    let base = try fit(rankings, items)

    let names = made.generator.permutation(items)
    let relabelled = rankings.map { ranking in
      Ranking(places: ranking.places.map { place in place.map { names[$0] }.sorted() })
    }
    let other = try fit(relabelled, items)
    #expect(gap(names.map { other.model.logWorths[$0] }, base.model.logWorths) < 1e-9, "\(seed)")

    let shuffled = made.generator.permutation(rankings.count).map { rankings[$0] }
    #expect(gap(try fit(shuffled, items).model.logWorths, base.model.logWorths) < 1e-9, "\(seed)")

    var (counted, repeated): ([Ranking], [Ranking]) = ([], [])
    for ranking in rankings {
      let times = 1 + made.below(3)
      repeated += Array(repeating: ranking, count: times)
      counted.append(Ranking(places: ranking.places, count: Double(times)))
    }
    let (one, two) = (try fit(counted, items), try fit(repeated, items))
    #expect(gap(one.model.logWorths, two.model.logWorths) < 1e-9, "seed \(seed)")
    #expect(gap(one.standardErrors ?? [], two.standardErrors ?? []) < 1e-9, "seed \(seed)")
    #expect((one.logLikelihood - two.logLikelihood).magnitude < 1e-9, "seed \(seed)")
  }

  @Test func whatIsNotConnectedIsNamedAndNeverEstimated() throws {
    let rankings = [Ranking([2, 0, 1]), Ranking([2, 1, 0])]
    #expect(throws: OrderingError.disconnected([[2], [0, 1]])) { try fit(rankings, 3) }
    #expect(throws: OrderingError.nothingToCompare) { try fit([Ranking([0])], 3) }
    #expect(throws: OrderingError.alwaysTied(order: 2)) {
      try fit([Ranking(places: [[0, 1]])], 2, .init(pseudoRankings: 0, ridge: 1))
    }
  }

  /// Pseudo-rankings are rankings against an item that does not count afterwards.
  @Test func pseudoRankingsAreThoseOfAMadeItem() throws {
    let rankings = [Ranking([2, 0, 1]), Ranking([2, 1, 0]), Ranking(places: [[2], [0, 1]])]
    let fit = try fit(rankings, 3, .init(pseudoRankings: 0.5))
    #expect(fit.pseudoRankings == 0.5 && fit.components == [[2], [0, 1]])
    let pseudo = (0..<3).flatMap { item in
      [Ranking([item, 3], count: 0.5), Ranking([3, item], count: 0.5)]
    }
    let whole = IterativeScaling(rankings + pseudo, itemCount: 4, tolerance: 1e-11, limit: 20_000)
    let centred = PlackettLuce(logWorths: Array(whole.model.logWorths.prefix(3)))
    #expect(gap(fit.model.logWorths, centred.logWorths) < 1e-7)
    #expect(
      (fit.logLikelihood - IterativeScaling.logLikelihood(of: rankings, fit.model)).magnitude < 1e-9
    )
    let errors = try #require(fit.standardErrors)
    #expect(errors.allSatisfy { $0 > 0 && $0.isFinite })
  }

  @Test func pseudoRankingsAreLeftOutWhereThereIsNoNeed() throws {
    let rankings = [Ranking([0, 1, 2]), Ranking([2, 1, 0]), Ranking([1, 0, 2])]
    let (with, without) = (try fit(rankings, 3, .init(pseudoRankings: 0.5)), try fit(rankings, 3))
    #expect(with.pseudoRankings == 0 && with.model == without.model)
  }

  @Test func aRidgeDrawsWorthsTogether() throws {
    let rankings = [Ranking([0, 1, 2]), Ranking([0, 2, 1])]
    let (weak, strong) = (
      try fit(rankings, 3, .init(ridge: 0.01)), try fit(rankings, 3, .init(ridge: 1))
    )
    #expect(weak.model.logWorths[0] > strong.model.logWorths[0])
    #expect(strong.model.logWorths[0] > 0.1)
    // The gradient of the likelihood equals the ridge times the log-worth.
    let step = 1e-5
    var moved = strong.model.logWorths
    moved[0] += step
    let up = IterativeScaling.logLikelihood(of: rankings, PlackettLuce(logWorths: moved))
    moved[0] -= 2 * step
    let down = IterativeScaling.logLikelihood(of: rankings, PlackettLuce(logWorths: moved))
    #expect(((up - down) / (2 * step) - strong.model.logWorths[0]).magnitude < 1e-6)
  }

  @Test func anOrderThatIsAlmostAlwaysKeptConverges() throws {
    let items = 12
    var rankings = [Ranking(Array(0..<items), count: 1000)]
    for item in 1..<items {
      var order = Array(0..<items)
      order.swapAt(item - 1, item)
      rankings.append(Ranking(order))
    }
    let fit = try fit(rankings, items)
    #expect(fit.converged && fit.iterations < 60)
    #expect(fit.model.mostProbableOrder == Array(0..<items))
    #expect(fit.standardErrors?.allSatisfy { $0 > 0 } == true)
  }

  @Test func theLimitOfIterationsIsAnError() throws {
    let rankings = connected([Ranking([2, 0, 1]), Ranking([1, 0])], 3)
    #expect(throws: OrderingError.notConverged(iterations: 1)) {
      try fit(rankings, 3, .init(iterationLimit: 1))
    }
  }

  /// The covariance against the inverse of a Hessian taken by differences of the likelihood.
  @Test(arguments: 0..<4) func standardErrorsAreThoseOfTheCurvature(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let rankings = connected(made.rankings(10, items: 3, ties: seed.isMultiple(of: 2)), 3)
    let fit = try fit(rankings, 3)
    // In the parameters a, b, -a-b and the ties, where nothing is free.
    let ties = fit.model.ties
    let point = Array(fit.model.logWorths.prefix(2)) + ties.map(\.logParameter)
    func value(_ x: [Double]) -> Double {
      let model = PlackettLuce(
        logWorths: [x[0], x[1], -x[0] - x[1]],
        ties: zip(ties, x.dropFirst(2)).map { .init(order: $0.order, logParameter: $1) })
      return IterativeScaling.logLikelihood(of: rankings, model)
    }
    let (size, step) = (point.count, 1e-3)
    var hessian = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for row in 0..<size {
      for column in 0..<size {
        var sum = 0.0
        for (signRow, signColumn) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
          var x = point
          x[row] += signRow * step
          x[column] += signColumn * step
          sum += signRow * signColumn * value(x)
        }
        hessian[row][column] = -sum / (4 * step * step)
      }
    }
    // Gauss and Jordan.
    var inverse = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    for pivot in 0..<size {
      let scale = hessian[pivot][pivot]
      for column in 0..<size {
        hessian[pivot][column] /= scale
        inverse[pivot][column] /= scale
      }
      for row in 0..<size where row != pivot {
        let factor = hessian[row][pivot]
        for column in 0..<size {
          hessian[row][column] -= factor * hessian[pivot][column]
          inverse[row][column] -= factor * inverse[pivot][column]
        }
      }
    }
    let errors = try #require(fit.standardErrors)
    let byHand = (0..<2).map { inverse[$0][$0].squareRoot() }
    #expect(gap(Array(errors.prefix(2)), byHand) < 1e-4, "seed \(seed)")
    let ofTies = (2..<max(2, size)).map { inverse[$0][$0].squareRoot() }
    #expect(gap(fit.tieErrors ?? [], ofTies) < 1e-4, "seed \(seed)")
  }
}
