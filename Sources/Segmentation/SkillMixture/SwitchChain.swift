#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Which of K skills acts in each row, and where one hands over to another: exact inference.
///
/// A hidden Markov chain whose transition depends on the row: skill j goes on with probability
/// `1 - b_j`, else ends, and the next is drawn from `h`; a hand-over costs `switchCost` nats more.
/// With `e_k` the likelihood of the row's action under skill k,
/// `a_t(k) = e_t(k) [a_(t-1)(k) (1 - b_t(k)) + h_t(k) exp(-cost) sum_j a_(t-1)(j) b_t(j)]`,
/// and `a_0(k) = h_0(k) e_0(k)` (Bacon et al., 2017, read as in Daniel et al., 2016). Scaled in each
/// row, so that long demonstrations neither under- nor overflow. Cost: O(rows K).
struct SwitchChain {
  /// Skills.
  let skills: Int
  /// What a hand-over costs beyond its probability, in nats.
  let switchCost: Double

  /// What is known of each row: `rows * skills` values each.
  struct Evidence {
    /// The logarithm of the action's likelihood under each skill; zeros where none is known.
    var logLikelihood: [Float]
    /// The logit of each skill's ending before this row.
    var endLogit: [Float]
    /// The probability that the next skill is this one.
    var initiation: [Float]
  }

  /// The chain given all rows: `rows * skills` values each.
  struct Posterior {
    /// The logarithm of the likelihood of all actions, in nats.
    var logLikelihood = 0.0
    /// The probability of each skill in each row.
    var skill: [Double]
    /// The probability that each skill ended before the row.
    var ended: [Double]
    /// The probability that each skill began with the row.
    var began: [Double]
  }

  /// The filtered chain, row by row: the state that a stream carries.
  struct Filter {
    /// The probability of each skill given the rows so far.
    var skill: [Double]
    /// The logarithm of the likelihood so far, in nats.
    var logLikelihood = 0.0
    /// Whether no row was seen yet.
    var isFresh = true

    init(skills: Int) { skill = Array(repeating: 0, count: skills) }
  }

  /// Takes the next row; gives the probability that it began another turn, and the row's scale.
  @discardableResult
  func advance(
    _ filter: inout Filter, _ row: Int, _ evidence: Evidence
  ) -> (switched: Double, scale: Double) {
    let base = row * skills
    let weight = exp(-switchCost)
    var ended = 0.0
    if !filter.isFresh {
      for k in 0..<skills {
        ended += filter.skill[k] * logistic(evidence.endLogit[base + k]) * weight
      }
    }
    var best = -Float.infinity
    for k in 0..<skills { best = max(best, evidence.logLikelihood[base + k]) }
    var (total, switched) = (0.0, 0.0)
    for k in 0..<skills {
      let likelihood = relative(evidence.logLikelihood[base + k], best)
      let start = Double(evidence.initiation[base + k])
      if filter.isFresh {
        filter.skill[k] = start * likelihood
      } else {
        let stay = filter.skill[k] * (1 - logistic(evidence.endLogit[base + k]))
        switched += ended * start * likelihood
        filter.skill[k] = (stay + ended * start) * likelihood
      }
      total += filter.skill[k]
    }
    total = max(total, .leastNormalMagnitude)
    for k in 0..<skills { filter.skill[k] /= total }
    filter.logLikelihood += log(total) + Double(best)
    filter.isFresh = false
    return (switched / total, total)
  }

  /// Everything about rows `range` of the evidence, taken as one whole demonstration.
  func smooth(_ evidence: Evidence, rows range: Range<Int>, from start: Filter? = nil) -> Posterior
  {
    let (count, K) = (range.count, skills)
    var filter = start ?? Filter(skills: K)
    let weight = exp(-switchCost)
    var alpha = [Double](repeating: 0, count: (count + 1) * K)
    var likelihood = [Double](repeating: 0, count: count * K)
    var ending = likelihood
    var scale = [Double](repeating: 1, count: count)
    alpha.replaceSubrange(0..<K, with: filter.skill)
    let isFresh = filter.isFresh
    for i in 0..<count {
      let base = (range.lowerBound + i) * K
      var best = -Float.infinity
      for k in 0..<K { best = max(best, evidence.logLikelihood[base + k]) }
      for k in 0..<K {
        likelihood[i * K + k] = relative(evidence.logLikelihood[base + k], best)
        ending[i * K + k] = logistic(evidence.endLogit[base + k])
      }
      scale[i] = advance(&filter, range.lowerBound + i, evidence).scale
      alpha.replaceSubrange((i + 1) * K..<(i + 2) * K, with: filter.skill)
    }
    var result = Posterior(
      logLikelihood: filter.logLikelihood, skill: likelihood.map { _ in 0 },
      ended: likelihood.map { _ in 0 }, began: likelihood.map { _ in 0 })
    var beta = [Double](repeating: 1, count: K)
    for i in stride(from: count - 1, through: 0, by: -1) {
      let base = (range.lowerBound + i) * K
      for k in 0..<K { result.skill[i * K + k] = alpha[(i + 1) * K + k] * beta[k] }
      if i == 0, isFresh {
        for k in 0..<K { result.began[k] = result.skill[k] }
        break
      }
      var (ended, reach) = (0.0, 0.0)
      for k in 0..<K {
        ended += alpha[i * K + k] * ending[i * K + k] * weight
        reach += Double(evidence.initiation[base + k]) * likelihood[i * K + k] * beta[k]
      }
      for k in 0..<K {
        let place = i * K + k
        let start = Double(evidence.initiation[base + k])
        result.began[place] = ended * start * likelihood[place] * beta[k] / scale[i]
        result.ended[place] = alpha[place] * ending[place] * weight * reach / scale[i]
      }
      for k in 0..<K {
        let place = i * K + k
        let value =
          ((1 - ending[place]) * likelihood[place] * beta[k] + weight * ending[place] * reach)
          / scale[i]
        // Only a skill of no probability comes near the limit.
        beta[k] = min(value, 1e100)
      }
    }
    return result
  }

  static func exponential(_ x: Double) -> Double { exp(x) }

  /// A likelihood beside the best one, never so small that all that can be reached is zero.
  private func relative(_ logLikelihood: Float, _ best: Float) -> Double {
    exp(max(-230, Double(logLikelihood) - Double(best)))
  }

  private func logistic(_ x: Float) -> Double { 1 / (1 + exp(-Double(x))) }
}
