internal import Annotations

/// Colours as palette positions, such that neighbours differ and one skill has one colour.
///
/// Segments without an identity count as skills of their own. A skill takes the least used colour
/// that none of its neighbours has; only a skill with neighbours of every colour repeats one.
enum SegmentColors {
  static let paletteSize = 8

  static func assign(_ segments: [Segment]) -> [Int] {
    let keys = segments.enumerated().map { position, segment in
      Key(skill: segment.skill, position: segment.skill == nil ? position : 0)
    }
    var neighbors: [Key: Set<Key>] = [:]
    for (left, right) in zip(keys, keys.dropFirst()) where left != right {
      neighbors[left, default: []].insert(right)
      neighbors[right, default: []].insert(left)
    }
    var colors: [Key: Int] = [:]
    var uses = Array(repeating: 0, count: paletteSize)
    for key in keys where colors[key] == nil {
      let taken = Set((neighbors[key] ?? []).compactMap { colors[$0] })
      let free = (0..<paletteSize).filter { !taken.contains($0) }
      let choice = (free.isEmpty ? Array(0..<paletteSize) : free).min { uses[$0] < uses[$1] } ?? 0
      colors[key] = choice
      uses[choice] += 1
    }
    return keys.map { colors[$0] ?? 0 }
  }

  private struct Key: Hashable {
    var skill: Int?
    var position: Int
  }
}
