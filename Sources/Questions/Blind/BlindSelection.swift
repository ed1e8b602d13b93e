/// Selects of a pool of questions a set on which the blind rules do no better than guessing.
///
/// The rules are measured on the selection; while one earns more than guessing by over 1.6
/// standard deviations (or less: what is avoided gives itself away, too), questions that it gets
/// right (or wrong) are exchanged for others of the pool or, once that is used up, dropped; then
/// they are measured again, because rules that learn learn something else.
struct BlindSelection {
  private let pool: [BlindQuestion]
  private let count: Int
  private let seed: UInt64
  private static let rounds = 14
  /// The rules that the key's order does not concern; that is balanced afterwards.
  private static let rules = BlindBaselines.names.filter { $0 != "key-frequency" }

  init(_ pool: [BlindQuestion], count: Int, seed: UInt64) {
    (self.pool, self.count, self.seed) = (pool, count, seed)
  }

  /// The places of the selected questions.
  mutating func select() -> [Int] {
    var random = SeededRandom(seed: seed, name: "selection")
    var chosen = Array(pool.indices.prefix(count))
    var spare = Array(pool.indices.dropFirst(count))
    var best: (chosen: [Int], excess: Double) = (chosen, .infinity)
    for _ in 0..<Self.rounds {
      // Measured on all, so that the spare ones are known to the rules, too.
      let set = chosen + spare
      let own = BlindRules.credits(chosen.map { pool[$0] }, seed: seed)
      let all = BlindRules.credits(set.map { pool[$0] }, seed: seed)
      let size = Double(chosen.count)
      let deviation = (0.2 * 0.8 * size).squareRoot()
      var excess: [String: Double] = [:]
      for rule in Self.rules { excess[rule] = (own[rule] ?? []).reduce(0, +) - 0.2 * size }
      let worst = excess.values.map(\.magnitude).max() ?? 0
      if worst < best.excess * (size / Double(max(1, best.chosen.count)))
        || best.excess == .infinity
      {
        best = (chosen, worst)
      }
      if worst <= 1.6 * deviation { return chosen }
      // How much a question adds to what is too much.
      func weight(_ credits: [String: [Double]], _ place: Int) -> Double {
        Self.rules.reduce(0) { sum, rule in
          let over = excess[rule] ?? 0
          if over.magnitude <= deviation { return sum }
          return sum + over / deviation * ((credits[rule]?[place] ?? 0.2) - 0.2)
        }
      }
      let number = max(1, Int(worst * 0.8))
      let order = random.shuffled(Array(chosen.indices))
        .map { ($0, weight(own, $0)) }.sorted { $0.1 > $1.1 }
      let leaving = Set(order.prefix(number).filter { $0.1 > 0 }.map(\.0))
      let coming = spare.indices.map { ($0, weight(all, chosen.count + $0)) }
        .filter { $0.1 < 0 }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        .prefix(leaving.count).map(\.0)
      // Of a small set nothing is dropped without another in its place: what is left would tell
      // less than chance does.
      if leaving.isEmpty || (chosen.count < 25 && coming.count < leaving.count) { break }
      let incoming = coming.map { spare[$0] }
      let used = Set(coming)
      spare = spare.indices.filter { !used.contains($0) }.map { spare[$0] }
      chosen = chosen.indices.filter { !leaving.contains($0) }.map { chosen[$0] } + incoming
    }
    return best.chosen
  }
}
