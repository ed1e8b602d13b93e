#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How far scores are from saying in which order items come; a higher score is earlier.
public enum ListLoss: String, Sendable, Hashable, CaseIterable, Codable {
  /// The negative log-likelihood of the order under Plackett and Luce's model, a place:
  /// `mean over i of ln(sum over j >= i of e^s_j) - s_i`, items in their true order.
  ///
  /// All remainders are one cumulative log-sum-exp from the end (PL-Stitch, arXiv 2511.17805).
  /// With equal scores it is `ln(K!) / K` for lists of K.
  case plackettLuce = "plackett-luce"
  /// `mean over pairs of ln(1 + e^(s_later - s_earlier))`: each pair for itself (RankNet).
  ///
  /// With equal scores it is `ln 2`.
  case pairwise

  /// The loss of lists and its gradient by the scores.
  ///
  /// Lists are weighted by their places, or by their pairs; one of fewer than two items teaches
  /// nothing and is left out. Cost: linear in the items for `plackettLuce`, else in the pairs.
  ///
  /// - Parameters:
  ///   - scores: one an item of all lists.
  ///   - lists: for each list its items, places in `scores`, in their true order.
  public func mean(
    scores: [Float], lists: [[Int]]
  ) -> (loss: Float, gradient: [Float]) {
    var gradient = [Float](repeating: 0, count: scores.count)
    var (sum, terms) = (0.0, 0)
    for list in lists where list.count > 1 {
      switch self {
      case .plackettLuce:
        sum += Self.addList(list, scores, &gradient)
        terms += list.count
      case .pairwise:
        sum += Self.addPairs(list, scores, &gradient)
        terms += list.count * (list.count - 1) / 2
      }
    }
    guard terms > 0 else { return (0, gradient) }
    let factor = 1 / Float(terms)
    for i in gradient.indices { gradient[i] *= factor }
    return (Float(sum / Double(terms)), gradient)
  }

  /// What equal scores cost: the loss before anything is learned.
  public func chance(listLength: Int) -> Double {
    switch self {
    case .pairwise: log(2)
    case .plackettLuce:
      (1...max(1, listLength)).reduce(0.0) { $0 + log(Double($1)) }
        / Double(max(1, listLength))
    }
  }

  /// `-ln P(order)` of a list; adds its gradient: for item k, `sum over i <= k of e^(s_k - L_i)`
  /// less 1, `L_i` the log-sum-exp of what is left at place i.
  private static func addList(_ list: [Int], _ scores: [Float], _ gradient: inout [Float]) -> Double
  {
    let remaining = ScoredOrder.remaining(list.map { Double(scores[$0]) })
    var loss = 0.0
    // The sum over i <= k of e^(-L_i), kept relative to the present L to stay in range.
    var mass = 0.0
    var last = 0.0
    for (place, item) in list.enumerated() {
      let (score, left) = (Double(scores[item]), remaining[place])
      loss += left - score
      mass = (place == 0 ? 0 : mass * exp(left - last)) + 1
      last = left
      gradient[item] += Float(mass * exp(score - left) - 1)
    }
    return loss
  }

  private static func addPairs(
    _ list: [Int], _ scores: [Float], _ gradient: inout [Float]
  ) -> Double {
    var loss = 0.0
    for (place, early) in list.enumerated() {
      for late in list[(place + 1)...] {
        let margin = Double(scores[early]) - Double(scores[late])
        let wrong = 1 / (1 + exp(margin))
        loss += max(0, -margin) + log1p(exp(-abs(margin)))
        gradient[early] -= Float(wrong)
        gradient[late] += Float(wrong)
      }
    }
    return loss
  }
}
