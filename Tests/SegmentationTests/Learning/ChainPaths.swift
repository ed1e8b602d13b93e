import Foundation

@testable import Segmentation

/// Every way in which skills can take turns over a few rows, summed up one by one.
struct ChainPaths {
  var logLikelihood = 0.0
  var skill: [Double]
  var ended: [Double]
  var began: [Double]

  /// Sums over all paths of the first `rows` rows.
  init(_ chain: SwitchChain, _ evidence: SwitchChain.Evidence, rows: Int) {
    let skills = chain.skills
    skill = Array(repeating: 0, count: rows * skills)
    (ended, began) = (skill, skill)
    var total = 0.0
    func value(_ values: [Float], _ row: Int, _ k: Int) -> Double {
      Double(values[row * skills + k])
    }
    /// A path so far: the skill of each row, and whether it began with the row.
    func follow(_ path: [(skill: Int, began: Bool)], _ weight: Double) {
      let row = path.count
      guard row < rows else {
        total += weight
        for (i, place) in path.enumerated() {
          skill[i * skills + place.skill] += weight
          if place.began {
            began[i * skills + place.skill] += weight
            if i > 0 { ended[i * skills + path[i - 1].skill] += weight }
          }
        }
        return
      }
      for k in 0..<skills {
        let likelihood = exp(value(evidence.logLikelihood, row, k))
        let start = value(evidence.initiation, row, k)
        guard let last = path.last?.skill else {
          follow([(k, true)], weight * start * likelihood)
          continue
        }
        let end = 1 / (1 + exp(-value(evidence.endLogit, row, last)))
        follow(
          path + [(k, true)], weight * end * exp(-chain.switchCost) * start * likelihood)
        if k == last { follow(path + [(k, false)], weight * (1 - end) * likelihood) }
      }
    }
    follow([], 1)
    logLikelihood = log(total)
    for i in skill.indices {
      skill[i] /= total
      ended[i] /= total
      began[i] /= total
    }
  }
}

extension SwitchChain.Evidence {
  /// Random evidence; a row in `missing` has no action.
  static func random(
    rows: Int, skills: Int, missing: Set<Int> = [], using generator: inout Seeded
  ) -> SwitchChain.Evidence {
    var evidence = SwitchChain.Evidence(logLikelihood: [], endLogit: [], initiation: [])
    for row in 0..<rows {
      let weights = (0..<skills).map { _ in Float.random(in: 0.05...1, using: &generator) }
      let sum = weights.reduce(0, +)
      evidence.initiation += weights.map { $0 / sum }
      evidence.endLogit += generator.normals(skills).map { 2 * $0 }
      evidence.logLikelihood += generator.normals(skills).map {
        missing.contains(row) ? 0 : -2 * abs($0)
      }
    }
    return evidence
  }
}
