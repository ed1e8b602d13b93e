/// The votes of each comparison in the order of their pairs, so that a resample is one pass.
struct PairRows {
  /// How many comparisons there are that somebody voted on.
  let count: Int
  private var pairs: [Int32]
  private var wins: [Double]
  private var losses: [Double]
  private var ties: [Double]

  /// Sorts the comparisons of each pair by their votes, so that their order plays no part.
  init(_ table: PairTable, _ comparisons: [Comparison]) {
    var starts = [Int](repeating: 0, count: table.count + 1)
    for pair in table.pairOfRow where pair >= 0 { starts[Int(pair) + 1] += 1 }
    for pair in 0..<table.count { starts[pair + 1] += starts[pair] }
    count = starts[table.count]
    var rows = [Int32](repeating: 0, count: count)
    var next = starts
    for (row, pair) in table.pairOfRow.enumerated() where pair >= 0 {
      rows[next[Int(pair)]] = Int32(row)
      next[Int(pair)] += 1
    }
    pairs = [Int32](repeating: 0, count: count)
    wins = [Double](repeating: 0, count: count)
    losses = wins
    ties = wins
    for pair in 0..<table.count {
      let range = starts[pair]..<starts[pair + 1]
      if range.count > 1 {
        rows[range].sort { Self.precedes(comparisons[Int($0)], comparisons[Int($1)]) }
      }
      for place in range {
        let row = comparisons[Int(rows[place])]
        pairs[place] = Int32(pair)
        wins[place] = row.left < row.right ? row.leftVotes : row.rightVotes
        losses[place] = row.left < row.right ? row.rightVotes : row.leftVotes
        ties[place] = row.ties
      }
    }
  }

  /// Whether the votes for the lower item of a pair come first.
  private static func precedes(_ one: Comparison, _ other: Comparison) -> Bool {
    func votes(_ row: Comparison) -> (Double, Double, Double) {
      row.left < row.right
        ? (row.leftVotes, row.rightVotes, row.ties) : (row.rightVotes, row.leftVotes, row.ties)
    }
    return votes(one) < votes(other)
  }

  /// Puts the votes of comparisons that were drawn so often into a table.
  func add(_ counts: [UInt16], to table: inout PairTable) {
    for pair in 0..<table.count {
      table.wins[pair] = 0
      table.losses[pair] = 0
      table.ties[pair] = 0
    }
    for place in 0..<count where counts[place] > 0 {
      let (pair, times) = (Int(pairs[place]), Double(counts[place]))
      table.wins[pair] += times * wins[place]
      table.losses[pair] += times * losses[place]
      table.ties[pair] += times * ties[place]
    }
  }
}
