extension ReviewEdit {
  /// The edit as it is made on another state than the one it was made on first: a re-cut leaves
  /// boundaries alone that it did not change.
  func rebased(from base: ReviewState, onto state: ReviewState) -> ReviewEdit {
    guard case .replace(let level, let boundaries) = self, base != state,
      let position = state.position(ofLevel: level),
      let region = claims(on: base).first(where: { $0.subject == .place })?.frames
    else { return self }
    let others = state.levels[position].marks.dropFirst().map(\.start)
      .filter { !region.contains($0) }
    return .replace(
      level: level, boundaries: (others + boundaries.filter { region.contains($0) }).sorted())
  }
}

extension ReviewChange {
  /// What a change claims beyond the edit that made it.
  func claims(on state: ReviewState) -> [ReviewClaim] {
    guard case .mark(let level, let frame, let before, let after) = self else { return [] }
    if before != nil, after != nil { return [] }
    return [ReviewClaim(level: level, subject: .place, writes: true, frames: frame...frame)]
  }
}

extension ReviewState {
  /// Takes from another state what lies at claimed frames of a level: a person has chosen their own
  /// version over another's.
  mutating func take(_ mine: ReviewState, where claims: [ReviewClaim], of edit: ReviewEdit) {
    let name: String
    switch edit {
    case .addLevel(let level), .removeLevel(let level): name = level
    case .move(let level, _, _), .split(let level, _), .merge(let level, _),
      .delete(let level, _, _), .label(let level, _, _), .replace(let level, _):
      name = level
    }
    guard let place = mine.position(ofLevel: name) else {
      if let gone = position(ofLevel: name), gone > 0 { levels.remove(at: gone) }
      return
    }
    guard let own = position(ofLevel: name) else {
      levels.insert(mine.levels[place], at: min(max(1, place), levels.count))
      return
    }
    let stretches = claims.filter { $0.level == name && [.place, .name].contains($0.subject) }
      .map(\.frames)
    guard let low = stretches.map(\.lowerBound).min(), let high = stretches.map(\.upperBound).max()
    else { return }
    for mark in levels[own].marks where (low...high).contains(mark.start) && mark.start > 0 {
      levels[own].set(nil, at: mark.start)
    }
    for mark in mine.levels[place].marks where (low...high).contains(mark.start) {
      levels[own].set(mark, at: mark.start)
    }
    levels[own].makeIdentitiesUnique(keeping: low...high)
  }

  /// Changes as they are made where other things have changed since.
  ///
  /// A segment
  /// may have been renamed, or its start may have moved. Nil where what they change is not there.
  func rebased(_ changes: [ReviewChange]) -> [ReviewChange]? {
    if fits(changes) { return changes }
    var rebased: [ReviewChange] = []
    var current: [String: ReviewMark] = [:]
    for change in changes {
      guard case .mark(let name, let frame, let before?, let after) = change else { continue }
      guard let place = position(ofLevel: name), let at = levels[place].position(of: before.id)
      else { return nil }
      let now = levels[place].marks[at]
      // Only a segment that stays may have another start by now.
      guard now.start == frame || after?.id == before.id else { return nil }
      current["\(name)\n\(before.id)"] = now
    }
    for change in changes {
      guard case .mark(let name, let frame, let before, let after) = change else { return nil }
      var (at, new) = (frame, after)
      let now = before.flatMap { current["\(name)\n\($0.id)"] }
      if let after, let source = current["\(name)\n\(after.id)"] {
        let old = changes.compactMap { change -> ReviewMark? in
          guard case .mark(name, _, let before?, _) = change, before.id == after.id else {
            return nil
          }
          return before
        }.first
        if let old {
          if old.label == after.label { new?.label = source.label }
          if old.skill == after.skill { new?.skill = source.skill }
        }
        if before?.id == after.id, source.start != frame {
          at = source.start
          new = source
          new?.label = old?.label == after.label ? source.label : after.label
          new?.skill = old?.skill == after.skill ? source.skill : after.skill
        }
      }
      rebased.append(.mark(level: name, frame: at, before: now ?? before, after: new))
    }
    return fits(rebased) ? rebased : nil
  }
}

extension ReviewLevel {
  /// Gives segments outside a stretch new identities where one within has theirs.
  fileprivate mutating func makeIdentitiesUnique(keeping frames: ClosedRange<Int>) {
    var seen = Set(marks.filter { frames.contains($0.start) }.map(\.id))
    for place in marks.indices where !frames.contains(marks[place].start) {
      if !seen.insert(marks[place].id).inserted {
        marks[place].id = identity(for: marks[place].start)
        seen.insert(marks[place].id)
      }
    }
  }
}
