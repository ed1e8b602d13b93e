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

@Suite struct BradleyTerryPropertyTests {
  /// Made votes among items, each pair met with a given chance.
  static func votes(seed: UInt64, items: Int, ties: Bool = true) -> [Comparison] {
    var generator = SplitMix64(seed: seed)
    var comparisons: [Comparison] = []
    for one in 0..<items {
      for other in (one + 1)..<max(items, one + 1) where generator.next(below: 10) < 7 {
        comparisons.append(
          Comparison(
            left: one, right: other, leftVotes: Double(1 + generator.next(below: 4)),
            rightVotes: Double(1 + generator.next(below: 4)),
            ties: ties ? Double(generator.next(below: 2)) : 0))
      }
    }
    return comparisons
  }

  private func difference(_ one: [Double?], _ other: [Double?]) -> Double {
    zip(one, other).map { abs(($0 ?? .infinity) - ($1 ?? .infinity)) }.max() ?? 0
  }

  @Test func `the fast solver gives what the plain one does`() throws {
    for seed in 0..<20 {
      let votes = Self.votes(seed: UInt64(seed), items: 9)
      let fast = BradleyTerry(ridge: 0).fit(votes, items: 9)
      let plain = PlainBradleyTerry.fit(votes, items: 9)
      #expect(fast.converged && plain.converged, "seed \(seed)")
      #expect(difference(fast.worths, plain.worths) < 1e-9, "seed \(seed)")
    }
  }

  @Test(arguments: [BradleyTerry.Ties.half, .davidson])
  func
    `neither the order of rows, sides nor names matter`(ties: BradleyTerry.Ties)
  {
    for seed in 0..<20 {
      let votes = Self.votes(seed: UInt64(seed), items: 8)
      let model = BradleyTerry(ties: ties)
      let scores = model.fit(votes, items: 8).scores
      var generator = SplitMix64(seed: UInt64(seed))
      let names = generator.permutation(8)
      let changed = generator.permutation(votes.count).map { index in
        let row = votes[index]
        return generator.next() & 1 == 0
          ? Comparison(
            left: names[row.left], right: names[row.right], leftVotes: row.leftVotes,
            rightVotes: row.rightVotes, ties: row.ties)
          : Comparison(
            left: names[row.right], right: names[row.left], leftVotes: row.rightVotes,
            rightVotes: row.leftVotes, ties: row.ties)
      }
      let again = model.fit(changed, items: 8).scores
      #expect(difference(scores, names.map { again[$0] }) < 1e-9, "seed \(seed)")
      // The same names in another order of rows: to the last bit.
      let shuffled = generator.permutation(votes.count).map { votes[$0] }
      #expect(model.fit(shuffled, items: 8).scores == scores, "seed \(seed)")
    }
  }

  @Test func `five votes in one row are five rows of one vote`() {
    let votes = Self.votes(seed: 4, items: 6)
    let single = votes.flatMap { row in
      (0..<Int(row.leftVotes)).map { _ in
        Comparison(left: row.left, right: row.right, leftVotes: 1, rightVotes: 0)
      }
        + (0..<Int(row.rightVotes)).map { _ in
          Comparison(left: row.left, right: row.right, leftVotes: 0, rightVotes: 1)
        }
        + (0..<Int(row.ties)).map { _ in
          Comparison(left: row.left, right: row.right, leftVotes: 0, rightVotes: 0, ties: 1)
        }
    }
    let model = BradleyTerry()
    #expect(model.fit(votes, items: 6).scores == model.fit(single, items: 6).scores)
  }

  @Test func `items that no finite score fits are named and get none`() {
    // 0, 1, 2 go round in a circle; 3 beat 0, 4 lost to 1, 5 and 6 met only each other, 7 nobody.
    var votes = [(0, 1), (1, 2), (2, 0), (3, 0), (1, 4)].map {
      Comparison(left: $0.0, right: $0.1, leftVotes: 1, rightVotes: 0)
    }
    votes.append(Comparison(left: 5, right: 6, leftVotes: 1, rightVotes: 1))
    let fit = BradleyTerry(ridge: 0).fit(votes, items: 8)
    #expect(
      fit.standings == [
        .rated, .rated, .rated, .onlyWins, .onlyLosses, .notConnected, .notConnected, .notCompared,
      ])
    for (item, score) in fit.scores.enumerated() { #expect((score == nil) == (item > 2)) }
    #expect(fit.scores.prefix(3).allSatisfy { abs($0 ?? 1) < 1e-9 })
    #expect(fit.standardErrors().map { $0 == nil } == fit.scores.map { $0 == nil })
    // With a ridge all that were compared have a score, and are still named.
    let ridged = BradleyTerry(ridge: 0.1).fit(votes, items: 8)
    #expect(ridged.scores.map { $0 == nil } == (0..<8).map { $0 == 7 })
    #expect(ridged.standings == fit.standings)
  }

  @Test func `two circles, one of which always beat the other, have no common scale`() {
    let circles = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (0, 3)].map {
      Comparison(left: $0.0, right: $0.1, leftVotes: 1, rightVotes: 0)
    }
    let fit = BradleyTerry(ridge: 0).fit(circles, items: 6)
    #expect(fit.standings.allSatisfy { $0 == .separated })
    #expect(fit.scores.allSatisfy { $0 == nil })
    #expect(BradleyTerry(ridge: 0).fit([], items: 3).standings.allSatisfy { $0 == .notCompared })
  }

  // Two items, 30 votes to 10: the score's difference is ln 3, its variance 1/30 + 1/10.
  @Test func `standard errors are those of the curvature`() throws {
    let votes = [Comparison(left: 0, right: 1, leftVotes: 30, rightVotes: 10)]
    let fit = BradleyTerry(ridge: 0).fit(votes, items: 2)
    #expect(abs(try #require(fit.scores[0]) - 0.5493061443340549) < 1e-12)
    let error = try #require(fit.standardErrors()[0])
    #expect(abs(error - (1.0 / 30 + 1.0 / 10).squareRoot() / 2) < 1e-9)
  }

  // A weak ridge holds the zero point of the scale loosely; that is no doubt about any item.
  @Test(arguments: [8, 700]) func `a weak ridge leaves standard errors as they are`(items: Int)
    throws
  {
    var judges = SimulatedJudges(items: items, slope: 1, votes: 5, seed: 3)
    var votes: [Comparison] = []
    for step in 1...7 {
      for item in 0..<items where (item + step) % items != item {
        votes.append(judges.vote(item, (item + step) % items))
      }
    }
    let plain = BradleyTerry(ridge: 0).fit(votes, items: items).standardErrors()
    let ridged = BradleyTerry(ridge: 0.001).fit(votes, items: items).standardErrors()
    // Beyond 600 items each is estimated, within a few per cent; the mean is closer.
    let ratios = zip(plain, ridged).compactMap { one, other in
      one.flatMap { one in other.map { $0 / one } }
    }
    #expect(ratios.count > items / 2)
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    #expect(abs(mean - 1) < 0.02, "\(items) items: \(mean)")
  }

  @Test func `intervals by bootstrap and by curvature are alike where there are many votes`() throws
  {
    var judges = SimulatedJudges(items: 8, slope: 1, votes: 1, seed: 5)
    var votes: [Comparison] = []
    for _ in 0..<60 {
      for one in 0..<8 { for other in 0..<one { votes.append(judges.vote(one, other)) } }
    }
    let fit = BradleyTerry(ridge: 0).fit(votes, items: 8)
    let samples = RatingBootstrap(samples: 400, seed: 1).scores(of: fit, votes)
    #expect(samples == RatingBootstrap(samples: 400, seed: 1).scores(of: fit, votes.reversed()))
    let intervals = RatingBootstrap.intervals(samples)
    for (interval, error) in zip(intervals, fit.standardErrors()) {
      let found = try #require(interval)
      let width = found.upperBound - found.lowerBound
      let expected = 2 * 1.96 * (try #require(error))
      #expect(abs(width / expected - 1) < 0.25)
    }
  }

  @Test func `nine in ten intervals of ninety per cent hold the true score`() {
    var (held, all) = (0, 0)
    for seed in 0..<40 {
      var judges = SimulatedJudges(items: 12, slope: 1, votes: 20, seed: UInt64(seed))
      var votes: [Comparison] = []
      for one in 0..<12 { for other in 0..<one { votes.append(judges.vote(one, other)) } }
      let fit = BradleyTerry(ridge: 0).fit(votes, items: 12)
      let mean = judges.skills.reduce(0, +) / 12
      for (item, error) in fit.standardErrors().enumerated() {
        guard let score = fit.scores[item], let error else { continue }
        all += 1
        if abs(score - (judges.skills[item] - mean)) <= 1.645 * error { held += 1 }
      }
    }
    #expect(abs(Double(held) / Double(all) - 0.9) < 0.04, "\(held) of \(all)")
  }
}
