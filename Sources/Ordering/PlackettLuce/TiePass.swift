internal import Foundation

/// The pass over one ranking with ties: its log-likelihood, gradient, and the gradient's slope.
struct TiePass {
  private let orders: [Int]
  /// Where the polynomials of each order begin in a state.
  private let offsets: [Int]
  private let width: Int
  private let itemCount: Int
  /// For each order the items' worths to the power 1 / order, by item.
  private let powers: [[Slope]]
  private let ties: [Slope]
  private let logTies: [Double]
  private let parameters: [Double]
  private let top: Double
  /// What is expected of each parameter's statistic, added up over the rankings.
  private(set) var expected: [Double]

  private var items: [Int] = []
  private var ends: [Bool] = []
  private var placed = 0
  private var count = 1.0
  private var states: [Slope] = []

  init(_ likelihood: TiedLikelihood, _ parameters: [Double], direction: [Double]? = nil) {
    orders = likelihood.orders
    itemCount = likelihood.itemCount
    self.parameters = parameters
    var (offsets, width) = ([Int](), 0)
    for order in orders {
      offsets.append(width)
      width += order + 1
    }
    (self.offsets, self.width) = (offsets, width)
    let top = parameters.prefix(itemCount).max() ?? 0
    self.top = top
    powers = orders.map { order in
      (0..<likelihood.itemCount).map { item in
        let value = exp((parameters[item] - top) / Double(order))
        return Slope(value: value, slope: value * (direction?[item] ?? 0) / Double(order))
      }
    }
    logTies = [0] + parameters.dropFirst(itemCount)
    ties =
      [Slope(value: 1, slope: 0)]
      + parameters.indices.dropFirst(itemCount).map { index in
        let value = exp(parameters[index])
        return Slope(value: value, slope: value * (direction?[index] ?? 0))
      }
    expected = Array(repeating: 0, count: parameters.count)
  }

  mutating func load(_ ranking: Int, of likelihood: TiedLikelihood) {
    let rankings = likelihood.rankings
    let range = rankings.starts[ranking]..<rankings.starts[ranking + 1]
    items = range.map { Int(rankings.items[$0]) }
    ends = Array(rankings.endsPlace[range])
    placed = rankings.placed[ranking]
    count = rankings.counts[ranking]
  }

  /// Adds the gradient of the loaded ranking to `gradient`; the log-likelihood.
  mutating func run(into gradient: inout [Slope]) -> Double {
    build()
    var total = 0.0
    var adjoint = [Slope](repeating: .zero, count: width)
    var start = 0
    while start < placed {
      var end = start
      while !ends[end] { end += 1 }
      end += 1
      let size = end - start
      let place = orders.firstIndex(of: size) ?? 0
      let sum = sumOfSets(start)
      let inverse = sum.reciprocal
      total += count * (logTies[place] - log(sum.value) - top)
      for item in items[start..<end] {
        total += count * parameters[item] / Double(size)
        gradient[item].value += count / Double(size)
      }
      if place > 0 { gradient[itemCount + place - 1].value += count }
      for (index, order) in orders.enumerated() {
        let weight = count * (ties[index] * inverse)
        adjoint[offsets[index] + order] += weight
        guard index > 0 else { continue }
        let term = weight * states[start * width + offsets[index] + order]
        gradient[itemCount + index - 1] += -1 * term
        expected[itemCount + index - 1] += term.value
      }
      for entry in start..<end { undo(entry, &adjoint, &gradient) }
      start = end
    }
    for entry in placed..<max(placed, items.count) { undo(entry, &adjoint, &gradient) }
    return total
  }

  /// The polynomials of the items from each entry to the end.
  private mutating func build() {
    states = Array(repeating: .zero, count: (items.count + 1) * width)
    for offset in offsets { states[items.count * width + offset].value = 1 }
    for entry in stride(from: items.count - 1, through: 0, by: -1) {
      let (here, behind) = (entry * width, (entry + 1) * width)
      for (index, order) in orders.enumerated() {
        let (power, offset) = (powers[index][items[entry]], offsets[index])
        states[here + offset] = states[behind + offset]
        for k in 1...order {
          states[here + offset + k] =
            states[behind + offset + k] + power * states[behind + offset + k - 1]
        }
      }
    }
  }

  private func sumOfSets(_ entry: Int) -> Slope {
    var sum = Slope.zero
    for (index, order) in orders.enumerated() {
      sum += ties[index] * states[entry * width + offsets[index] + order]
    }
    return sum
  }

  /// Takes an entry out of the polynomials, backwards through the step that added it.
  private mutating func undo(
    _ entry: Int, _ adjoint: inout [Slope], _ gradient: inout [Slope]
  ) {
    let behind = (entry + 1) * width
    let item = items[entry]
    for (index, order) in orders.enumerated() {
      let (power, offset) = (powers[index][item], offsets[index])
      var share = Slope.zero
      for k in 1...order {
        share += adjoint[offset + k] * states[behind + offset + k - 1]
      }
      for k in 0..<order { adjoint[offset + k] += power * adjoint[offset + k + 1] }
      let term = (1 / Double(order)) * (share * power)
      gradient[item] += -1 * term
      expected[item] += term.value
    }
  }
}
