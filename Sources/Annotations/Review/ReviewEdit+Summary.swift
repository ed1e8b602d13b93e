extension ReviewEdit {
  /// What was done, in words for the list of the history.
  ///
  /// - Parameter state: what it was done to.
  public func summary(on state: ReviewState) -> String {
    func suffix(_ level: String) -> String {
      level == ReviewState.firstLevel ? "" : " of level \"\(level)\""
    }
    func start(_ level: String, _ id: String) -> String {
      guard let position = state.position(ofLevel: level),
        let place = state.levels[position].position(of: id)
      else { return "a segment" }
      return "the segment at frame \(state.levels[position].marks[place].start)"
    }
    switch self {
    case .move(let level, let boundary, let frame):
      return "moved the boundary at frame \(boundary) to \(frame)\(suffix(level))"
    case .split(let level, let frame): return "cut at frame \(frame)\(suffix(level))"
    case .merge(let level, let boundary):
      return "merged the segments at frame \(boundary)\(suffix(level))"
    case .delete(let level, let id, let side):
      return "deleted \(start(level, id)) into the one \(side.rawValue)\(suffix(level))"
    case .label(let level, let id, let label?):
      return "called \(start(level, id)) \"\(label)\"\(suffix(level))"
    case .label(let level, let id, nil):
      return "took the label of \(start(level, id)) away\(suffix(level))"
    case .addLevel(let name): return "added the level \"\(name)\""
    case .removeLevel(let name): return "removed the level \"\(name)\""
    case .replace(let level, let boundaries):
      return "took a re-cut with \(boundaries.count) boundaries\(suffix(level))"
    }
  }
}
