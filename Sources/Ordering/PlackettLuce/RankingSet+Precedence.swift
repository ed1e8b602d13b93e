extension RankingSet {
  /// In how often seen rankings the row's item comes before the column's, row-major.
  ///
  /// Items of one place, and of a rest, come before none of their own. Cost: the sum of the
  /// rankings' squared lengths.
  public var precedenceCounts: [Double] {
    var counts = [Double](repeating: 0, count: itemCount * itemCount)
    for ranking in 0..<count {
      let (start, end) = (starts[ranking], starts[ranking + 1])
      var first = start
      for entry in start..<(start + placed[ranking]) where endsPlace[entry] {
        for earlier in first...entry {
          let row = Int(items[earlier]) * itemCount
          for later in (entry + 1)..<max(end, entry + 1) {
            counts[row + Int(items[later])] += self.counts[ranking]
          }
        }
        first = entry + 1
      }
    }
    return counts
  }
}
