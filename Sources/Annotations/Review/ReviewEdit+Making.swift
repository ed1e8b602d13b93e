extension ReviewEdit {
  /// The state after the edit.
  ///
  /// Throws where the edit does not fit the state: what it names is not there, or a boundary would
  /// leave its place between its neighbours.
  public func made(on state: ReviewState) throws(ReviewFault) -> ReviewState {
    var state = state
    switch self {
    case .addLevel(let name):
      guard state.position(ofLevel: name) == nil else {
        throw ReviewFault("there is a level \"\(name)\" already")
      }
      guard state.levels.count < Self.mostLevels else {
        throw ReviewFault("a document has \(Self.mostLevels) levels at most")
      }
      state.levels.append(ReviewLevel(name: name, marks: [ReviewMark(id: "s0", start: 0)]))
      return state
    case .removeLevel(let name):
      let position = try Self.position(ofLevel: name, in: state)
      guard position > 0 else { throw ReviewFault("the first level cannot be removed") }
      state.levels.remove(at: position)
      return state
    case .move(let level, _, _), .split(let level, _), .merge(let level, _),
      .delete(let level, _, _), .label(let level, _, _), .replace(let level, _):
      let position = try Self.position(ofLevel: level, in: state)
      try make(on: &state.levels[position], frames: state.frames)
      guard state.levels[position].marks.count <= Self.mostSegments else {
        throw ReviewFault("a level has \(Self.mostSegments) segments at most")
      }
      return state
    }
  }

  static func position(
    ofLevel name: String, in state: ReviewState
  ) throws(ReviewFault) -> Int {
    guard let position = state.position(ofLevel: name) else {
      throw ReviewFault("there is no level \"\(name)\" any more")
    }
    return position
  }

  private func make(on level: inout ReviewLevel, frames: Int) throws(ReviewFault) {
    switch self {
    case .move(_, let boundary, let frame):
      let place = try Self.boundary(boundary, in: level)
      let mark = level.marks[place]
      let (low, high) = (level.marks[place - 1].start, level.end(of: place, frames: frames))
      guard frame > low, frame < high else {
        throw ReviewFault(
          "the boundary at frame \(boundary) can move to frames \(low + 1) to \(high - 1), "
            + "not to \(frame)")
      }
      guard frame != boundary else { return }
      level.set(nil, at: boundary)
      level.set(mark.moved(to: frame), at: frame)
    case .split(_, let frame):
      guard frame > 0, frame < frames else {
        throw ReviewFault("a video of \(frames) frames cannot be cut at frame \(frame)")
      }
      guard level.position(startingAt: frame) == nil else {
        throw ReviewFault("there is a boundary at frame \(frame) already")
      }
      let whole = level.marks[level.position(holding: frame)]
      let id = level.identity(for: frame)
      level.set(
        ReviewMark(id: id, start: frame, label: whole.label, skill: whole.skill), at: frame)
    case .merge(_, let boundary):
      let place = try Self.boundary(boundary, in: level)
      var left = level.marks[place - 1]
      let right = level.marks[place]
      if left.label == nil, let label = right.label {
        (left.label, left.skill) = (label, right.skill)
      }
      level.set(nil, at: boundary)
      level.set(left, at: left.start)
    case .delete(_, let id, let side):
      let place = try Self.segment(id, in: level)
      switch side {
      case .before:
        guard place > 0 else { throw ReviewFault("there is no segment before the first one") }
        level.set(nil, at: level.marks[place].start)
      case .after:
        guard place + 1 < level.marks.count else {
          throw ReviewFault("there is no segment behind the last one")
        }
        let (start, next) = (level.marks[place].start, level.marks[place + 1])
        level.set(nil, at: next.start)
        level.set(next.moved(to: start), at: start)
      }
    case .label(_, let id, let label):
      let place = try Self.segment(id, in: level)
      var mark = level.marks[place]
      guard mark.label != label else { return }
      mark.label = label
      level.set(mark, at: mark.start)
    case .replace(_, let boundaries):
      try replace(&level, boundaries, frames: frames)
    case .addLevel, .removeLevel: break
    }
  }

  private static func boundary(_ frame: Int, in level: ReviewLevel) throws(ReviewFault) -> Int {
    guard let place = level.position(startingAt: frame), place > 0 else {
      throw ReviewFault("there is no boundary at frame \(frame)")
    }
    return place
  }

  private static func segment(_ id: String, in level: ReviewLevel) throws(ReviewFault) -> Int {
    guard let place = level.position(of: id) else {
      throw ReviewFault("there is no such segment any more")
    }
    return place
  }

  /// Segments whose boundary stays are as they were; of the others each is called what the old
  /// segment is that it shares most frames with.
  private func replace(
    _ level: inout ReviewLevel, _ boundaries: [Int], frames: Int
  ) throws(ReviewFault) {
    guard zip(boundaries, boundaries.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw ReviewFault("boundaries should rise")
    }
    guard boundaries.allSatisfy({ $0 > 0 && $0 < frames }) else {
      throw ReviewFault("boundaries should lie within frames 1 to \(frames - 1)")
    }
    guard boundaries.count < Self.mostSegments else {
      throw ReviewFault("a level has \(Self.mostSegments) segments at most")
    }
    let old = level
    let starts = [0] + boundaries
    let kept = Set(starts)
    for mark in old.marks where !kept.contains(mark.start) { level.set(nil, at: mark.start) }
    for (position, start) in starts.enumerated() {
      let end = position + 1 < starts.count ? starts[position + 1] : frames
      let main = old.main(in: start..<end, frames: frames)
      if let place = old.position(startingAt: start) {
        var mark = old.marks[place]
        (mark.label, mark.skill) = (main.label, main.skill)
        level.set(mark, at: start)
      } else {
        let id = level.identity(for: start)
        level.set(
          ReviewMark(id: id, start: start, label: main.label, skill: main.skill), at: start)
      }
    }
  }
}

extension ReviewLevel {
  /// The segment that shares most frames with a stretch, of equals the first.
  fileprivate func main(in stretch: Range<Int>, frames: Int) -> ReviewMark {
    var place = position(holding: stretch.lowerBound)
    var (best, most) = (marks[place], 0)
    while place < marks.count, marks[place].start < stretch.upperBound {
      let shared =
        min(end(of: place, frames: frames), stretch.upperBound)
        - max(marks[place].start, stretch.lowerBound)
      if shared > most { (best, most) = (marks[place], shared) }
      place += 1
    }
    return best
  }
}
