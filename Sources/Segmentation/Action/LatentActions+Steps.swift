internal import LinearAlgebra

extension LatentActions {
  /// The steps of a series as joint choices, `count - 1` rows: how it moved, then a mark a rare patch.
  ///
  /// How it moved is the offset that explains the change, or, counted on from the offsets: nothing
  /// but rare patches changed, a little did, much did.
  static func choices(
    _ series: DemonstrationSeries, _ shift: PatchShift, _ rare: [Int], _ settings: Settings
  ) -> [Int32] {
    let shares = shift.shares(series)
    let isRare = Set(rare)
    var result: [Int32] = []
    for step in 0..<shares.rows {
      let changes = shift.changes(series, step)
      let changed = changes.indices.filter { changes[$0] }
      if Float(changed.count) >= settings.much * Float(series.positions) {
        var (best, top) = (shift.offsets + 2, settings.explained)
        for offset in 0..<shift.offsets where offset != shift.still {
          let share = shares[step, shift.offsets + offset]
          if share > top { (best, top) = (offset, share) }
        }
        result.append(Int32(best))
      } else {
        let isLittle = changed.contains { !isRare.contains($0) }
        result.append(Int32(shift.offsets + (isLittle ? 1 : 0)))
      }
      for patch in rare { result.append(changes[patch] ? 1 : 0) }
    }
    return result
  }

  /// The patches that change in some steps of a data set, but in few.
  static func rarePatches(
    _ series: [DemonstrationSeries], _ shift: PatchShift, below share: Float
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: shift.rows * shift.columns)
    var steps = 0
    for one in series {
      for step in 0..<max(0, one.count - 1) {
        steps += 1
        for (patch, isChanged) in shift.changes(one, step).enumerated() where isChanged {
          counts[patch] += 1
        }
      }
    }
    return counts.indices.filter { counts[$0] > 0 && Float(counts[$0]) < share * Float(steps) }
  }

  /// The steps of a series as the moves and features of the rows that they lead to.
  static func numbers(_ series: DemonstrationSeries) -> Matrix {
    series.moves.joined(with: series.features).keeping(Array(1..<max(1, series.count)))
  }
}
