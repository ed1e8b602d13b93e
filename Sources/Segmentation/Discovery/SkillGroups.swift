public import LinearAlgebra

/// Groups points whose number of groups nobody knows.
///
/// Ward's tree (``WardTree``) is cut at the knee of its dispersion (``GroupCount``), or into as many
/// groups as asked for; then points move to the nearest centroid until none moves (Lloyd 1957).
/// Up to ``exactLimit`` points are joined one by one; more are first gathered into
/// ``microGroups`` by k-means, so that 10,000 points and more need `points * columns` numbers and no
/// matrix of distances. Rows are put in the order of their values first: the same points in another
/// order give the same groups.
public struct SkillGroups: Sendable, Hashable {
  /// Points up to which the tree is built of the points themselves.
  public static let exactLimit = 4000
  /// Groups that more points are gathered into before the tree is built.
  public static let microGroups = 2000

  /// The group of each point, numbered from 0: the group with the most points first.
  public let assignments: [Int32]
  /// The mean of each group's points, a row each.
  public let centroids: Matrix
  /// Whether the last moves of points came to an end; else they stopped at the limit.
  public let converged: Bool
  /// Rounds of moving points.
  public let iterations: Int

  /// Groups points.
  ///
  /// - Parameters:
  ///   - points: a row a point, at least one.
  ///   - count: how many groups; nil: as many as the knee says. Fewer where fewer points differ.
  ///   - seed: for k-means and for the clouds that the number of groups is compared with.
  public init(points: Matrix, count: Int? = nil, seed: UInt64) {
    self.init(
      points: points, count: count, seed: seed, exactLimit: Self.exactLimit,
      microGroups: Self.microGroups)
  }

  init(points: Matrix, count: Int?, seed: UInt64, exactLimit: Int, microGroups: Int) {
    precondition(points.rows > 0 && points.columns > 0, "there is no point to group")
    precondition((count ?? 1) > 0, "points fall into one group at least")
    let order = Self.order(points)
    let sorted = Self.rows(order, of: points)
    let start = Self.cut(
      sorted, count: count, seed: seed, exactLimit: exactLimit, microGroups: microGroups)
    var moves = LloydMoves(points: sorted, assignments: start)
    moves.run()
    let (numbered, centroids) = Self.numbered(moves.assignments, moves.centroids)
    var assignments = [Int32](repeating: 0, count: points.rows)
    for (place, row) in order.enumerated() { assignments[row] = numbered[place] }
    self.assignments = assignments
    self.centroids = centroids
    converged = moves.converged
    iterations = moves.iterations
  }

  /// Rows in the order of their values.
  static func order(_ points: Matrix) -> [Int] {
    let columns = points.columns
    return (0..<points.rows).sorted { left, right in
      for column in 0..<columns {
        let (a, b) = (points[left, column], points[right, column])
        if a != b { return a < b }
      }
      return left < right
    }
  }

  static func rows(_ order: [Int], of points: Matrix) -> Matrix {
    let columns = points.columns
    return Matrix(
      rows: order.count, columns: columns,
      values: order.flatMap { points.values[($0 * columns)..<(($0 + 1) * columns)] })
  }

  private static func cut(
    _ points: Matrix, count: Int?, seed: UInt64, exactLimit: Int, microGroups: Int
  ) -> [Int32] {
    let columns = points.columns
    guard points.rows > exactLimit else {
      let tree = WardTree(
        points.values.map { Double($0) }, columns: columns,
        weights: Array(repeating: 1, count: points.rows))
      return tree.groups(
        number(tree, of: points.rows, count) {
          GroupCount.isStructured(points, count: $0, seed: seed)
        })
    }
    let micro = KMeans.fit(points: points, count: microGroups, seed: seed, iterations: 20)
    var weights = [Double](repeating: 0, count: micro.centroids.rows)
    for group in micro.assignments { weights[Int(group)] += 1 }
    let filled = weights.indices.filter { weights[$0] > 0 }
    let tree = WardTree(
      rows(filled, of: micro.centroids).values.map { Double($0) }, columns: columns,
      weights: filled.map { weights[$0] })
    let groups = tree.groups(
      number(tree, of: points.rows, count) {
        GroupCount.isStructured(points, count: $0, seed: seed)
      })
    var places = [Int](repeating: 0, count: weights.count)
    for (place, group) in filled.enumerated() { places[group] = place }
    return micro.assignments.map { groups[places[Int($0)]] }
  }

  private static func number(
    _ tree: WardTree, of points: Int, _ wanted: Int?, isStructured: (Int) -> Bool
  ) -> Int {
    // Points that are equal stay together, however many groups are asked for.
    let distinct = 1 + tree.joins.count { $0.rise > 0 }
    if let wanted { return min(wanted, distinct) }
    let limit = min(GroupCount.limit(points: points), tree.count)
    let knee = min(GroupCount.knee(tree.dispersions(limit: limit)), distinct)
    return knee > 1 && isStructured(knee) ? knee : 1
  }

  /// Numbers groups by their points, the most first; of equally many by their centroids.
  private static func numbered(
    _ assignments: [Int32], _ centroids: Matrix
  ) -> ([Int32], Matrix) {
    var counts = [Int](repeating: 0, count: centroids.rows)
    for group in assignments { counts[Int(group)] += 1 }
    let byValue = order(centroids)
    let kept = byValue.filter { counts[$0] > 0 }.enumerated()
      .sorted { (-counts[$0.element], $0.offset) < (-counts[$1.element], $1.offset) }
      .map(\.element)
    var numbers = [Int32](repeating: 0, count: centroids.rows)
    for (number, group) in kept.enumerated() { numbers[group] = Int32(number) }
    return (assignments.map { numbers[Int($0)] }, rows(kept, of: centroids))
  }
}

extension Matrix {
  /// The same rows in the order of their values.
  public var sortedRows: Matrix { SkillGroups.rows(SkillGroups.order(self), of: self) }
}
