internal import LinearAlgebra

/// Tournaments played again: rounds are paired, and each pair's votes come from a model or from what
/// people answered.
public struct TournamentReplay: Sendable, Hashable {
  /// Who meets whom.
  public var strategy: PairingStrategy
  /// How many items there are.
  public var items: Int
  /// The most rounds.
  public var rounds: Int
  /// The ridge of the fits, those of ``ActivePairing`` included.
  public var ridge: Double
  /// The votes a pair is expected to get, which ``ActivePairing`` reckons with.
  public var votes: Int

  /// Chooses a tournament.
  public init(
    _ strategy: PairingStrategy, items: Int, rounds: Int, votes: Int = 5,
    ridge: Double = BradleyTerry.defaultRidge
  ) {
    self.strategy = strategy
    self.items = items
    self.rounds = rounds
    self.votes = votes
    self.ridge = ridge
  }

  /// The comparisons after each round, each round's added to those before; fewer rounds where no more
  /// can be paired.
  ///
  /// - Parameter judge: The votes of a pair.
  public func play(
    seed: UInt64, judge: (_ left: Int, _ right: Int) -> Comparison
  ) -> [[Comparison]] {
    var history = PairingHistory(items: items)
    var comparisons: [Comparison] = []
    var after: [[Comparison]] = []
    let lot = Lot(items: items, seed: seed)
    for number in 0..<rounds {
      // Each round has a seed of its own, far from those of other tournaments.
      var generator = SplitMix64(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
      guard
        let round = round(
          number, seed: generator.next(), comparisons: comparisons, history: history, lot: lot)
      else { break }
      history.append(round)
      for pair in round.pairs { comparisons.append(judge(pair.left, pair.right)) }
      after.append(comparisons)
    }
    return after
  }

  private func round(
    _ number: Int, seed: UInt64, comparisons: [Comparison], history: PairingHistory, lot: Lot
  ) -> PairingRound? {
    switch strategy {
    case .swiss:
      let points = SwissPoints.points(comparisons, items: items, byes: history.byes)
      return try? SwissPairing(seed: seed).round(scores: points, history: history)
    case .random:
      let equal = [Double](repeating: 0, count: items)
      return try? SwissPairing(seed: seed).round(scores: equal, history: history)
    case .active:
      let fit = BradleyTerry(ridge: ridge).fit(comparisons, items: items)
      return try? ActivePairing(seed: seed, votes: Double(votes)).round(fit: fit, history: history)
    case .roundRobin: return lot.round(number)
    }
  }
}

/// Berger's schedule for numbers that were drawn by lot: one stays, the others go round.
private struct Lot {
  private let numbers: [Int]
  private let order: [Int]
  private let items: Int

  init(items: Int, seed: UInt64) {
    self.items = items
    var generator = SplitMix64(seed: seed)
    numbers = generator.permutation(items)
    order = generator.permutation(max(1, items + items % 2 - 1))
  }

  func round(_ number: Int) -> PairingRound? {
    let places = items + items % 2
    guard number < places - 1 else { return nil }
    let shift = order[number]
    var round = PairingRound(pairs: [])
    for place in 0..<places / 2 {
      let one = place == 0 ? places - 1 : (shift + place) % (places - 1)
      let other = (shift + places - 1 - place) % (places - 1)
      if one >= items || other >= items {
        round.bye = numbers[min(one, other)]
      } else {
        round.pairs.append(.init(left: numbers[one], right: numbers[other]))
      }
    }
    return round
  }
}
