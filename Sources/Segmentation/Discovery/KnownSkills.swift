public import LinearAlgebra

/// Skills that were found before, as points with a reach: what is known is recognised, and only what
/// is too far from all of it opens new skills.
///
/// The reach of a skill is the distance of its furthest point from its centroid when it was found,
/// or, where that is less, the distance within which 95 of 100 points of all skills found with it
/// lay. A point belongs to the skills of the earliest generation of which one has it within its
/// reach, and of those to the nearest. Points that no skill reaches are grouped among themselves and
/// make the next generation. Known centroids and reaches never move, so a point that was once
/// recognised is given the same skill for ever.
public struct KnownSkills: Sendable, Hashable {
  /// A skill.
  public struct Skill: Sendable, Hashable {
    /// Its number, which it keeps.
    public var identity: Int
    /// In which run it was found, from 0.
    public var generation: Int
    /// The mean of the points it was found by.
    public var centroid: [Float]
    /// How far from the centroid a point may lie.
    public var reach: Double

    /// Collects a skill.
    public init(identity: Int, generation: Int, centroid: [Float], reach: Double) {
      self.identity = identity
      self.generation = generation
      self.centroid = centroid
      self.reach = reach
    }
  }

  /// The skills, in the order in which they were found.
  public private(set) var skills: [Skill]

  /// The part of points that sets the least reach.
  static let quantile = 0.95

  /// Takes skills as they were kept.
  public init(_ skills: [Skill] = []) { self.skills = skills }

  /// What was found out about points.
  public struct Recognition: Sendable, Hashable {
    /// The identity of each point's skill.
    public var identities: [Int]
    /// The distance of each point from its skill's centroid.
    public var distances: [Double]
    /// How many skills were opened.
    public var opened: Int
  }

  /// Recognises points, a row each, and opens skills for those that are none of the known.
  ///
  /// - Parameters:
  ///   - points: in the space that the skills are in.
  ///   - count: how many skills to open, where any are; nil: as many as ``SkillGroups`` says.
  ///   - seed: for ``SkillGroups``.
  public mutating func recognise(
    _ points: Matrix, opening count: Int? = nil, seed: UInt64
  ) -> Recognition {
    precondition(
      skills.allSatisfy { $0.centroid.count == points.columns }, "points of another space")
    let known = skills.count
    var identities = [Int](repeating: 0, count: points.rows)
    var distances = [Double](repeating: 0, count: points.rows)
    var strangers: [Int] = []
    let centroids = Matrix(
      rows: skills.count, columns: points.columns, values: skills.flatMap(\.centroid))
    for row in 0..<points.rows {
      let squares = SkillDistances.squares(from: row, of: points, to: centroids)
      if let place = nearest(squares) {
        identities[row] = skills[place].identity
        distances[row] = squares[place].squareRoot()
      } else {
        strangers.append(row)
      }
    }
    if !strangers.isEmpty {
      let (found, far) = open(
        SkillGroups.rows(strangers, of: points), count: count, seed: seed)
      for (place, row) in strangers.enumerated() {
        (identities[row], distances[row]) = (found[place], far[place])
      }
    }
    return Recognition(
      identities: identities, distances: distances, opened: skills.count - known)
  }

  /// The nearest skill of the earliest generation that reaches the point.
  private func nearest(_ squares: [Double]) -> Int? {
    skills.indices.filter { squares[$0].squareRoot() <= skills[$0].reach }.min {
      (skills[$0].generation, squares[$0], $0) < (skills[$1].generation, squares[$1], $1)
    }
  }

  /// Groups points into new skills; the identity of each and its distance.
  private mutating func open(
    _ points: Matrix, count: Int?, seed: UInt64
  ) -> ([Int], [Double]) {
    let groups = SkillGroups(points: points, count: count, seed: seed)
    let first = (skills.map(\.identity).max() ?? 0) + 1
    let generation = (skills.map(\.generation).max() ?? -1) + 1
    let distances = (0..<points.rows).map { row in
      SkillDistances.squares(from: row, of: points, to: groups.centroids)[
        Int(groups.assignments[row])
      ].squareRoot()
    }
    let least = distances.sorted()[Int(Double(distances.count - 1) * Self.quantile)]
    let columns = points.columns
    for group in 0..<groups.centroids.rows {
      let own = zip(distances, groups.assignments).filter { Int($0.1) == group }.map(\.0)
      skills.append(
        Skill(
          identity: first + group, generation: generation,
          centroid: Array(
            groups.centroids.values[(group * columns)..<((group + 1) * columns)]),
          reach: max(own.max() ?? 0, least)))
    }
    return (groups.assignments.map { first + Int($0) }, distances)
  }
}
