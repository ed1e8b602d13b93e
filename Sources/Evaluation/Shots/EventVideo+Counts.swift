internal import LinearAlgebra

extension EventVideo {
  /// The counts of one video at a relative distance, by the rater with the highest F1.
  ///
  /// Cost: O(raters times boundaries times predictions).
  func counts(_ cuts: [Double], _ threshold: Double) -> DetectionScore {
    let kept = cuts.filter { $0 >= 0 && $0 <= duration }
    guard !kept.isEmpty else {
      return DetectionScore(matched: 0, predicted: 0, truth: raters.first?.count ?? 0)
    }
    var best = DetectionScore(matched: 0, predicted: kept.count, truth: 0)
    var highest = -1.0
    for rater in raters {
      let found = Self.found(rater, kept, within: threshold * duration)
      let score = DetectionScore(matched: found, predicted: kept.count, truth: rater.count)
      // Raters of equal F1 may differ in their last bit; the script's own formula decides.
      let recall = rater.isEmpty ? 1 : Double(found) / Double(rater.count)
      let precision = Double(found) / Double(kept.count)
      let f1 = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision)
      if f1 > highest { (best, highest) = (score, f1) }
    }
    return best
  }

  /// How many of a rater's boundaries take a prediction, each the nearest one left.
  private static func found(_ rater: [Double], _ cuts: [Double], within limit: Double) -> Int {
    var left = cuts
    var found = 0
    for boundary in rater {
      var nearest: (index: Int, distance: Double)?
      for (index, cut) in left.enumerated() {
        let distance = abs(boundary - cut)
        if distance < nearest?.distance ?? .infinity { nearest = (index, distance) }
      }
      guard let nearest else { break }
      if nearest.distance <= limit {
        found += 1
        left.remove(at: nearest.index)
      }
    }
    return found
  }

  /// The raters' mean number of boundaries, to the nearest whole one.
  private var count: Int {
    let total = raters.map(\.count).reduce(0, +)
    return raters.isEmpty ? 0 : (2 * total + raters.count) / (2 * raters.count)
  }

  /// That many cuts into parts of equal length.
  var evenCuts: [Double] {
    (0..<count).map { duration * Double($0 + 1) / Double(count + 1) }
  }

  /// Draws of that many cuts, each moment equally likely, ascending.
  func randomCuts(seed: UInt64, draws: Int) -> [[Double]] {
    var generator = SplitMix64(seed: seed)
    return (0..<max(1, draws)).map { _ in
      (0..<count).map { _ in
        duration * Double(generator.next(below: 1 << 30)) / Double(1 << 30)
      }.sorted()
    }
  }
}
