/// Ward's tree (1963): the two groups whose union raises the dispersion least are joined, again and
/// again, until one is left.
///
/// Joining groups of weights a and b whose centroids lie at a distance d raises the sum of squared
/// distances from the centroids by `a b / (a + b) d^2`. The order is found by the chain of nearest
/// neighbours (Benzécri 1982; Murtagh 1983), which gives the same tree. Only the centroids are kept:
/// memory `points * columns` doubles, no matrix of distances; cost about `3 points^2 columns`.
struct WardTree {
  /// A join of the groups that two points belong to.
  struct Join {
    /// A point of the one group, and one of the other.
    var left: Int32
    var right: Int32
    /// By how much the dispersion rises.
    var rise: Double
  }

  /// The joins, the smallest rise first; one less than there are points.
  let joins: [Join]
  /// The points.
  let count: Int

  /// Builds the tree of `weights.count` points, `columns` values each.
  ///
  /// Equal rises are taken in the order of the points.
  init(_ points: [Double], columns: Int, weights: [Double]) {
    precondition(points.count == columns * weights.count, "each point needs its weight")
    var chain = NeighborChain(centroids: points, columns: columns, weights: weights)
    chain.run()
    count = weights.count
    joins = chain.joins.enumerated()
      .sorted { ($0.element.rise, $0.offset) < ($1.element.rise, $1.offset) }
      .map(\.element)
  }

  /// The dispersion that is left with 1 group, with 2 and so on to `limit`: what the joins so far added up to.
  func dispersions(limit: Int) -> [Double] {
    var sums = [0.0]
    for join in joins { sums.append((sums.last ?? 0) + join.rise) }
    return (1...max(1, min(limit, max(count, 1)))).map { sums[max(0, count - $0)] }
  }

  /// The group of each point where the tree is cut into `groups`; numbered by their first points.
  func groups(_ groups: Int) -> [Int32] {
    var parents = Array(0..<count)
    func root(_ point: Int, _ parents: inout [Int]) -> Int {
      var place = point
      while parents[place] != place {
        parents[place] = parents[parents[place]]
        place = parents[place]
      }
      return place
    }
    for join in joins.prefix(max(0, count - max(1, groups))) {
      let (left, right) = (root(Int(join.left), &parents), root(Int(join.right), &parents))
      parents[max(left, right)] = min(left, right)
    }
    var numbers: [Int: Int32] = [:]
    return (0..<count).map { point in
      let top = root(point, &parents)
      if let number = numbers[top] { return number }
      let number = Int32(numbers.count)
      numbers[top] = number
      return number
    }
  }
}

/// The chain that runs from nearest neighbour to nearest neighbour until two are each other's.
private struct NeighborChain {
  var centroids: [Double]
  let columns: Int
  var weights: [Double]
  var joins: [WardTree.Join] = []
  /// The groups that are left, by the point that stands for them.
  private var alive: [Int]
  /// The rise at which each group was made.
  private var made: [Double]

  init(centroids: [Double], columns: Int, weights: [Double]) {
    self.centroids = centroids
    self.columns = columns
    self.weights = weights
    alive = Array(weights.indices)
    made = Array(repeating: 0, count: weights.count)
  }

  mutating func run() {
    var chain: [Int] = []
    while alive.count > 1 {
      if chain.isEmpty { chain.append(alive[0]) }
      while true {
        let tip = chain[chain.count - 1]
        let before = chain.count > 1 ? chain[chain.count - 2] : nil
        let next = nearest(to: tip, preferring: before)
        if next == before {
          chain.removeLast(2)
          join(tip, next)
          break
        }
        chain.append(next)
      }
    }
  }

  /// The group nearest to one; of equally near ones `preferred`, else the first.
  private func nearest(to tip: Int, preferring preferred: Int?) -> Int {
    var (best, least) = (preferred ?? -1, preferred.map { rise(tip, $0) } ?? .infinity)
    unsafe centroids.withUnsafeBufferPointer { values in
      unsafe weights.withUnsafeBufferPointer { weights in
        let own = unsafe weights[tip]
        for other in alive where other != tip && other != preferred {
          var square = 0.0
          for column in 0..<columns {
            let step = unsafe values[tip * columns + column] - values[other * columns + column]
            square += step * step
          }
          let rise = unsafe own * weights[other] / (own + weights[other]) * square
          if rise < least { (best, least) = (other, rise) }
        }
      }
    }
    return best
  }

  private func rise(_ left: Int, _ right: Int) -> Double {
    var square = 0.0
    for column in 0..<columns {
      let step = centroids[left * columns + column] - centroids[right * columns + column]
      square += step * step
    }
    return weights[left] * weights[right] / (weights[left] + weights[right]) * square
  }

  /// Joins two groups under the smaller of their points.
  private mutating func join(_ one: Int, _ other: Int) {
    let (left, right) = (min(one, other), max(one, other))
    // Rounding must not put a group below its parts.
    let rise = max(self.rise(left, right), made[left], made[right])
    joins.append(.init(left: Int32(left), right: Int32(right), rise: rise))
    let total = weights[left] + weights[right]
    for column in 0..<columns {
      let (a, b) = (centroids[left * columns + column], centroids[right * columns + column])
      centroids[left * columns + column] = a + (b - a) * (weights[right] / total)
    }
    weights[left] = total
    made[left] = rise
    alive.removeAll { $0 == right }
  }
}
