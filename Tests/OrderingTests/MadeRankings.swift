import LinearAlgebra
import Ordering

/// Rankings drawn for tests; the same for the same seed.
struct MadeRankings {
  var generator: SplitMix64

  init(seed: Int) { generator = SplitMix64(seed: UInt64(seed)) }

  mutating func below(_ bound: Int) -> Int { generator.next(below: bound) }

  /// Rankings of some of the items each, with ties, rests and counts as asked.
  mutating func rankings(
    _ count: Int, items: Int, ties: Bool = false, rests: Bool = false, counts: Bool = false
  ) -> [Ranking] {
    (0..<count).map { _ in
      let order = generator.permutation(items).prefix(2 + below(items - 1))
      var places: [[Int]] = []
      for item in order {
        if ties, !places.isEmpty, places[places.count - 1].count < 3, below(4) == 0 {
          places[places.count - 1].append(item)
        } else {
          places.append([item])
        }
      }
      var rest: [Int] = []
      if rests, places.count > 1, below(2) == 0 { rest = places.removeLast() }
      return Ranking(places: places, rest: rest, count: counts ? 0.5 + Double(below(5)) : 1)
    }
  }
}

/// The largest difference between two lists.
func gap(_ left: [Double], _ right: [Double]) -> Double {
  left.count != right.count
    ? .infinity : zip(left, right).map { ($0 - $1).magnitude }.max() ?? 0
}
