internal import Foundation

/// The Plackett-Luce log-likelihood of rankings without ties (Plackett, 1975; Luce, 1959):
/// the sum over places of `logWorth(item) - log(sum of the worths of it and all behind it)`.
///
/// Every pass is linear in the rankings' length. Worths are taken once an item, so no exponential
/// stands in the loop; the sums of a ranking are built from its end.
struct UntiedLikelihood: WorthLikelihood {
  let itemCount: Int
  let tieOrders: [Int] = []
  private let items: [Int32]
  private let starts: [Int]
  /// How many choices each ranking holds: its places, without one that leaves no choice.
  private let choices: [Int]
  private let counts: [Double]
  /// How often each item was chosen.
  private let chosen: [Double]
  private let longest: Int

  init(_ rankings: RankingSet) {
    itemCount = rankings.itemCount
    (items, starts, counts) = (rankings.items, rankings.starts, rankings.counts)
    var (choices, chosen) = ([Int](), [Double](repeating: 0, count: itemCount))
    var longest = 0
    for ranking in 0..<rankings.count {
      let length = starts[ranking + 1] - starts[ranking]
      let count = min(rankings.placed[ranking], length - 1)
      choices.append(count)
      longest = max(longest, length)
      for entry in starts[ranking]..<(starts[ranking] + count) {
        chosen[Int(items[entry])] += counts[ranking]
      }
    }
    (self.choices, self.chosen, self.longest) = (choices, chosen, longest)
  }

  /// The worths, the greatest being 1, and its logarithm.
  private func worths(_ parameters: [Double]) -> (worths: [Double], top: Double) {
    let top = parameters.max() ?? 0
    return (parameters.map { exp($0 - top) }, top)
  }

  func value(_ parameters: [Double], gradient: inout [Double], scale: inout [Double]) -> Double {
    let (worths, top) = worths(parameters)
    var scratch = [Double](repeating: 0, count: longest)
    var expected = [Double](repeating: 0, count: itemCount)
    var squares = [Double](repeating: 0, count: itemCount)
    let logSums = unsafe worths.withUnsafeBufferPointer { w in
      unsafe items.withUnsafeBufferPointer { items in
        unsafe scratch.withUnsafeMutableBufferPointer { inverse in
          unsafe expected.withUnsafeMutableBufferPointer { expected in
            unsafe squares.withUnsafeMutableBufferPointer { squares in
              var total = 0.0
              for ranking in choices.indices {
                let (start, end) = (starts[ranking], starts[ranking + 1])
                let (choices, count) = (choices[ranking], counts[ranking])
                var (sum, product, logs) = (0.0, 1.0, 0.0)
                for entry in stride(from: end - 1, through: start, by: -1) {
                  sum += unsafe w[Int(items[entry])]
                  guard entry - start < choices else { continue }
                  unsafe inverse[entry - start] = 1 / sum
                  // One logarithm for many sums, as long as their product stays in range.
                  product *= sum
                  if product < 1e-150 || product > 1e150 {
                    logs += log(product)
                    product = 1
                  }
                }
                total += count * (logs + log(product) + Double(choices) * top)
                var (chance, square) = (0.0, 0.0)
                for entry in start..<end {
                  if entry - start < choices {
                    let term = unsafe inverse[entry - start]
                    chance += count * term
                    square += count * term * term
                  }
                  let item = unsafe Int(items[entry])
                  let worth = unsafe w[item]
                  unsafe expected[item] += worth * chance
                  unsafe squares[item] += worth * worth * square
                }
              }
              return total
            }
          }
        }
      }
    }
    var value = -logSums
    for item in 0..<itemCount {
      value += chosen[item] * parameters[item]
      gradient[item] += chosen[item] - expected[item]
      scale[item] = max(expected[item] - squares[item], 1e-12 * expected[item])
    }
    return value
  }

  func curvature(_ parameters: [Double], times vector: [Double], into result: inout [Double]) {
    let worths = worths(parameters).worths
    var scratch = [Double](repeating: 0, count: 2 * longest)
    for item in 0..<itemCount { result[item] = 0 }
    unsafe worths.withUnsafeBufferPointer { w in
      unsafe items.withUnsafeBufferPointer { items in
        unsafe vector.withUnsafeBufferPointer { vector in
          unsafe scratch.withUnsafeMutableBufferPointer { terms in
            unsafe result.withUnsafeMutableBufferPointer { result in
              for ranking in choices.indices {
                let (start, end) = (starts[ranking], starts[ranking + 1])
                let (choices, count) = (choices[ranking], counts[ranking])
                var (sum, mean) = (0.0, 0.0)
                for entry in stride(from: end - 1, through: start, by: -1) {
                  let item = unsafe Int(items[entry])
                  let worth = unsafe w[item]
                  sum += worth
                  mean += unsafe worth * vector[item]
                  guard entry - start < choices else { continue }
                  let inverse = 1 / sum
                  let place = 2 * (entry - start)
                  unsafe terms[place] = count * inverse
                  unsafe terms[place + 1] = count * inverse * inverse * mean
                }
                var (chance, drift) = (0.0, 0.0)
                for entry in start..<end {
                  let item = unsafe Int(items[entry])
                  if entry - start < choices {
                    let place = 2 * (entry - start)
                    chance += unsafe terms[place]
                    drift += unsafe terms[place + 1]
                  }
                  unsafe result[item] += w[item] * (vector[item] * chance - drift)
                }
              }
            }
          }
        }
      }
    }
  }

  func information(_ parameters: [Double]) -> [Double] {
    let worths = worths(parameters).worths
    let n = itemCount
    var values = [Double](repeating: 0, count: n * n)
    var (chances, squares) = ([Double](), [Double]())
    for ranking in choices.indices {
      let (start, end) = (starts[ranking], starts[ranking + 1])
      let (choices, count) = (choices[ranking], counts[ranking])
      var sums = [Double](repeating: 0, count: end - start)
      var sum = 0.0
      for entry in stride(from: end - 1, through: start, by: -1) {
        sum += worths[Int(items[entry])]
        sums[entry - start] = sum
      }
      chances.removeAll(keepingCapacity: true)
      squares.removeAll(keepingCapacity: true)
      var (chance, square) = (0.0, 0.0)
      for entry in start..<end {
        if entry - start < choices {
          chance += count / sums[entry - start]
          square += count / (sums[entry - start] * sums[entry - start])
        }
        let item = Int(items[entry])
        let worth = worths[item]
        values[item * n + item] += worth * chance - worth * worth * square
        // Both were open in every choice up to the earlier of the two.
        for (place, earlier) in squares.enumerated() {
          let other = Int(items[start + place])
          let term = worth * worths[other] * earlier
          values[item * n + other] -= term
          values[other * n + item] -= term
        }
        squares.append(square)
      }
    }
    return values
  }
}
