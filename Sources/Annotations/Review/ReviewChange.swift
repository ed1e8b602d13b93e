/// What an edit did to a document, so exactly that it can be taken back and done again.
public enum ReviewChange: Sendable, Hashable {
  /// What starts at a frame of a level, before and after; nil for nothing.
  case mark(level: String, frame: Int, before: ReviewMark?, after: ReviewMark?)
  /// A level as a whole, before and after; nil where it was not there. `position` is its place.
  case level(position: Int, before: ReviewLevel?, after: ReviewLevel?)

  /// The change that takes this one back.
  var inverse: ReviewChange {
    switch self {
    case .mark(let level, let frame, let before, let after):
      .mark(level: level, frame: frame, before: after, after: before)
    case .level(let position, let before, let after):
      .level(position: position, before: after, after: before)
    }
  }
}

extension ReviewState {
  /// Whether every change finds what it says was there before.
  func fits(_ changes: [ReviewChange]) -> Bool {
    changes.allSatisfy { change in
      switch change {
      case .mark(let name, let frame, let before, _):
        guard let place = position(ofLevel: name) else { return false }
        let level = levels[place]
        return level.position(startingAt: frame).map { level.marks[$0] } == before
      case .level(let position, let before, let after):
        if let before { return levels.contains(before) && after == nil }
        guard let after else { return false }
        return self.position(ofLevel: after.name) == nil && position <= levels.count
      }
    }
  }

  /// Whether what a change leaves lies within the video and leaves its first frame a segment.
  func holds(_ change: ReviewChange) -> Bool {
    switch change {
    case .mark(_, let frame, _, let after):
      (0..<max(1, frames)).contains(frame) && (frame > 0 || after != nil)
    case .level(let position, _, let after):
      position > 0 && (after?.marks.last.map { $0.start < frames } ?? true)
    }
  }

  /// Makes changes that fit.
  mutating func apply(_ changes: [ReviewChange]) {
    for change in changes {
      switch change {
      case .mark(let name, let frame, _, let after):
        guard let place = position(ofLevel: name) else { continue }
        levels[place].set(after, at: frame)
      case .level(let position, let before, let after):
        if let before { levels.removeAll { $0.name == before.name } }
        if let after { levels.insert(after, at: min(max(1, position), levels.count)) }
      }
    }
  }

  /// What turns one state into another of the same levels, and levels that one of both has alone.
  func changes(to other: ReviewState) -> [ReviewChange] {
    var changes: [ReviewChange] = []
    for (position, level) in levels.enumerated() where other.position(ofLevel: level.name) == nil {
      changes.append(.level(position: position, before: level, after: nil))
    }
    for (position, level) in other.levels.enumerated() {
      guard let place = self.position(ofLevel: level.name) else {
        changes.append(.level(position: position, before: nil, after: level))
        continue
      }
      changes += levels[place].changes(to: level)
    }
    return changes
  }
}

extension ReviewLevel {
  /// Puts a segment at a frame, in place of what starts there, or takes that away.
  mutating func set(_ mark: ReviewMark?, at frame: Int) {
    let place = firstPosition(atOrAfter: frame)
    let isThere = place < marks.count && marks[place].start == frame
    switch (mark, isThere) {
    case (let mark?, true): marks[place] = mark
    case (let mark?, false): marks.insert(mark, at: place)
    case (nil, true): marks.remove(at: place)
    case (nil, false): break
    }
    if let mark { note(mark.id) }
  }

  func changes(to other: ReviewLevel) -> [ReviewChange] {
    var changes: [ReviewChange] = []
    var (left, right) = (marks[...], other.marks[...])
    while let frame = [left.first?.start, right.first?.start].compactMap({ $0 }).min() {
      let before = left.first?.start == frame ? left.popFirst() : nil
      let after = right.first?.start == frame ? right.popFirst() : nil
      if before != after {
        changes.append(.mark(level: name, frame: frame, before: before, after: after))
      }
    }
    return changes
  }

  /// An identity for a segment that begins at a frame: one that none ever had.
  mutating func identity(for frame: Int) -> String {
    let base = "s\(frame)"
    let count = given[base, default: 0] + 1
    let id = count == 1 ? base : "\(base)-\(count)"
    note(id)
    return id
  }

  mutating func note(_ id: String) {
    let base = Self.base(of: id)
    let count = id == base ? 1 : Int(id.dropFirst(base.count + 1)) ?? 1
    given[base] = max(given[base, default: 0], count)
  }

  private static func base(of id: String) -> String {
    id.lastIndex(of: "-").map { String(id[..<$0]) } ?? id
  }
}
