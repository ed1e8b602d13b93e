/// What an edit depends on or changes: a stretch of a level's boundaries, or of its names.
///
/// Two edits *touch* where a claim of the one and a claim of the other are of the same level and
/// subject, share a frame or a segment, and at least one of them writes. Edits that do not touch give the same
/// document in either order.
///
/// - A move writes the places from where the boundary was to where it goes, both included.
/// - A split writes the place of its cut, and reads the name of the segment that it cuts: two people
///   may cut one segment at two places, but not cut it and rename it.
/// - A merge or a deletion writes places and names of both segments.
/// - A label writes the name of its segment: a boundary beside it may move meanwhile.
/// - A re-cut writes places and names from the first segment that changes to the last.
/// - Levels that are added or removed write the list of levels; every edit of a level reads it by
///   its name.
public struct ReviewClaim: Sendable, Hashable {
  /// What a claim is about.
  public enum Subject: Sendable, Hashable {
    /// Where boundaries are.
    case place
    /// What segments are called.
    case name
    /// Whether the level is there at all.
    case level
    /// Which levels there are, in their order.
    case levels
  }

  /// The level; empty for the list of levels.
  public var level: String
  /// What it is about.
  public var subject: Subject
  /// Whether it is changed, not only relied on.
  public var writes: Bool
  /// The frames, both ends included.
  public var frames: ClosedRange<Int>
  /// The segments whose names it is about, wherever they are by now.
  public var segments: Set<String> = []

  /// Whether two claims cannot both stand.
  public func touches(_ other: ReviewClaim) -> Bool {
    level == other.level && subject == other.subject && (writes || other.writes)
      && (frames.overlaps(other.frames) || !segments.isDisjoint(with: other.segments))
  }

  /// Whether two edits touch.
  static func touch(_ left: [ReviewClaim], _ right: [ReviewClaim]) -> Bool {
    left.contains { claim in right.contains { claim.touches($0) } }
  }
}

extension ReviewEdit {
  /// What the edit claims of the state that it is made on; of one that does not fit, all it names.
  public func claims(on state: ReviewState) -> [ReviewClaim] {
    let all = 0...max(0, state.frames)
    switch self {
    case .addLevel(let name), .removeLevel(let name):
      return [
        ReviewClaim(level: "", subject: .levels, writes: true, frames: 0...0),
        ReviewClaim(level: name, subject: .level, writes: true, frames: all),
      ]
    case .move(let level, _, _), .split(let level, _), .merge(let level, _),
      .delete(let level, _, _), .label(let level, _, _), .replace(let level, _):
      let presence = ReviewClaim(level: level, subject: .level, writes: false, frames: all)
      guard let position = state.position(ofLevel: level) else { return [presence] }
      return [presence] + claims(on: state.levels[position], frames: state.frames)
    }
  }

  private func claims(on level: ReviewLevel, frames: Int) -> [ReviewClaim] {
    func claim(
      _ subject: ReviewClaim.Subject, _ frames: ClosedRange<Int>
    ) -> ReviewClaim {
      ReviewClaim(level: level.name, subject: subject, writes: true, frames: frames)
    }
    func whole(_ places: ClosedRange<Int>) -> [ReviewClaim] {
      let first = level.marks[places.lowerBound].start
      let stretch = first...max(first, level.end(of: places.upperBound, frames: frames) - 1)
      var name = claim(.name, stretch)
      name.segments = Set(level.marks[places].map(\.id))
      return [claim(.place, stretch), name]
    }
    switch self {
    case .move(_, let boundary, let frame):
      return [claim(.place, min(boundary, frame)...max(boundary, frame))]
    case .split(_, let frame):
      let place = level.position(holding: frame)
      var name = whole(place...place)[1]
      name.writes = false
      return [claim(.place, frame...frame), name]
    case .merge(_, let boundary):
      guard let place = level.position(startingAt: boundary), place > 0 else {
        return [claim(.place, boundary...boundary)]
      }
      return whole((place - 1)...place)
    case .delete(_, let id, let side):
      guard let place = level.position(of: id) else { return [] }
      switch side {
      case .before: return whole(max(0, place - 1)...place)
      case .after: return whole(place...min(place + 1, level.marks.count - 1))
      }
    case .label(_, let id, _):
      guard let place = level.position(of: id) else { return [] }
      return [whole(place...place)[1]]
    case .replace(_, let boundaries):
      let (old, new) = (Set(level.marks.dropFirst().map(\.start)), Set(boundaries))
      let differing = old.symmetricDifference(new)
      guard let first = differing.min(), let last = differing.max() else { return [] }
      return whole(level.position(holding: max(0, first - 1))...level.position(holding: last))
    case .addLevel, .removeLevel: return []
    }
  }
}
