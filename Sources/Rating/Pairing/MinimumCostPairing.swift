internal import LinearAlgebra

/// What it costs that two items meet.
protocol PairCosts {
  func cost(_ one: Int, _ other: Int) -> Int64
  /// How far apart the levels of two items can be whose cost is at most this; nil where the cost
  /// says nothing of that.
  func farthest(within cost: Int64) -> Int64?
}

/// A round of least cost among all that a history allows.
///
/// Of the many possible pairs only few are looked at first: the next ones in the order of the
/// levels, and some at random within the same level. The matching of least cost among those comes
/// with prices that prove it; every pair that was left out is then held against the prices, those
/// that could lower the cost are added, and the matching is made again, until none is left. So the
/// result is exact for the complete graph (column generation, as in Derigs and Metz, 1991), and a
/// failure is one of the complete graph too, with Tutte's certificate.
struct MinimumCostPairing {
  var history: PairingHistory
  var seed: UInt64

  /// The round of least cost; `levels` order the items and choose who sits out.
  func round<Costs: PairCosts>(
    costs: Costs, levels: [Int64]
  ) throws(PairingError) -> PairingRound {
    guard history.items >= 2 else { throw .tooFewItems }
    var generator = SplitMix64(seed: seed)
    let ranks = generator.permutation(history.items)
    let order = (0..<history.items).sorted { (levels[$0], ranks[$0]) < (levels[$1], ranks[$1]) }
    var problem = SparsifiedMatching(
      costs: costs, levels: levels, order: order, history: history, generator: generator)
    var fault: PairingError?
    for sitting in byeCandidates(levels: levels, order: order) {
      switch problem.solve(sittingOut: sitting) {
      case .success(let mates): return Self.round(mates, order: order, seed: seed)
      case .failure(let error): fault = fault ?? error
      }
    }
    throw fault ?? .tooFewItems
  }

  /// Who may sit out, the sets to be tried one after the other; an empty set where all can play.
  ///
  /// Only who sat out least often may do so, the lowest level first.
  private func byeCandidates(levels: [Int64], order: [Int]) -> [[Int]] {
    if history.items % 2 == 0 { return [[]] }
    let least = history.byes.min() ?? 0
    let eligible = order.filter { history.byes[$0] == least }
    var sets: [[Int]] = []
    for item in eligible {
      if let last = sets.last?.last, levels[last] == levels[item] {
        sets[sets.count - 1].append(item)
      } else {
        sets.append([item])
      }
    }
    return sets
  }

  /// Mates as a round: pairs in the order of the items, sides by chance.
  private static func round(_ mates: [Int], order: [Int], seed: UInt64) -> PairingRound {
    var generator = SplitMix64(seed: seed ^ 0x5157_4953_5349_4445)
    var round = PairingRound(pairs: [])
    for item in mates.indices {
      let mate = mates[item]
      if mate < 0 {
        round.bye = item
      } else if item < mate {
        let swaps = generator.next() & 1 == 1
        round.pairs.append(.init(left: swaps ? mate : item, right: swaps ? item : mate))
      }
    }
    return round
  }
}
