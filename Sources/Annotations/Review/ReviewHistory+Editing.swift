/// Why a save was not taken.
public enum ReviewRefusal: Error, Sendable, Hashable {
  /// It does not fit the document.
  case fault(ReviewFault)
  /// It touches what others did since; nothing of it was taken.
  case conflicts([ReviewConflict])
}

/// An edit that touches another's.
public struct ReviewConflict: Sendable, Hashable {
  /// The position of the edit in the save.
  public var edit: Int
  /// What the other did.
  public var theirs: ReviewEntry
  /// Why both cannot stand, in words.
  public var reason: String
}

extension ReviewHistory {
  /// Takes a save: edits that a person made one after the other on the document of a revision.
  ///
  /// Edits that do not touch what happened since (``ReviewClaim``) are made on the current version;
  /// where one touches, nothing is taken and all that clashes is told. An edit that somebody else
  /// made exactly so since is done already and left out. With `overOthers` the person has chosen: of
  /// the frames that both claim, the person's version stands.
  ///
  /// - Returns: the entries that were added.
  public mutating func edit(
    _ edits: [ReviewEdit], base: Int, by person: String, time: String, overOthers: Bool = false
  ) throws(ReviewRefusal) -> [ReviewEntry] {
    guard (0...revision).contains(base) else {
      throw .fault(
        ReviewFault("there is no revision \(base) of this document, its last one is \(revision)"))
    }
    let news = news(since: base)
    var mine = state(at: base)
    var conflicts: [ReviewConflict] = []
    var copy = self
    let first = revision
    for (position, edit) in edits.enumerated() {
      let claims = edit.claims(on: mine)
      let touching = news.filter { ReviewClaim.touch($0.claims, claims) }
      let before = mine
      do throws(ReviewFault) {
        mine = try edit.made(on: mine)
      } catch {
        throw .fault(error)
      }
      if touching.count == 1, touching[0].entry.action == .edit(edit, overOthers: false) {
        continue
      }
      if !touching.isEmpty, !overOthers {
        conflicts += touching.map {
          ReviewConflict(
            edit: position, theirs: $0.entry, reason: Self.reason(claims, $0.claims))
        }
        continue
      }
      do throws(ReviewFault) {
        var next: ReviewState
        if touching.isEmpty {
          next = try edit.rebased(from: before, onto: copy.state).made(on: copy.state)
        } else {
          next = copy.state
          next.take(mine, where: claims + Self.extent(of: touching, touching: claims), of: edit)
        }
        let changes = copy.state.changes(to: next)
        if changes.isEmpty { continue }
        try copy.append(
          ReviewEntry(
            revision: copy.revision + 1, by: person, time: time, summary: edit.summary(on: before),
            action: .edit(edit, overOthers: !touching.isEmpty), changes: changes))
      } catch {
        throw .fault(error)
      }
    }
    if !conflicts.isEmpty { throw .conflicts(conflicts) }
    self = copy
    return Array(entries[first...])
  }

  /// Takes the person's own last edit back.
  public mutating func undo(by person: String, time: String) throws(ReviewRefusal) -> ReviewEntry {
    guard let target = undoable(by: person) else {
      throw .fault(ReviewFault("there is nothing of yours to undo"))
    }
    return try put(
      target, target.changes.reversed().map(\.inverse), by: person, time: time,
      summary: "undid: \(target.summary)", action: .undo(target.revision))
  }

  /// Does the person's own last undone edit again.
  public mutating func redo(by person: String, time: String) throws(ReviewRefusal) -> ReviewEntry {
    guard let target = redoable(by: person) else {
      throw .fault(ReviewFault("there is nothing of yours to redo"))
    }
    return try put(
      target, target.changes, by: person, time: time, summary: "did again: \(target.summary)",
      action: .redo(target.revision))
  }

  /// Says whether the document is reviewed.
  public mutating func setReviewed(
    _ value: Bool, by person: String, time: String
  ) throws(ReviewRefusal) -> ReviewEntry {
    let entry = ReviewEntry(
      revision: revision + 1, by: person, time: time,
      summary: value ? "called it reviewed" : "called it not reviewed", action: .reviewed(value),
      changes: [])
    return try added(entry)
  }

  private mutating func put(
    _ target: ReviewEntry, _ changes: [ReviewChange], by person: String, time: String,
    summary: String, action: ReviewEntry.Action
  ) throws(ReviewRefusal) -> ReviewEntry {
    let own = claims(of: target.revision)
    let touching = news(since: lastTouch(of: target.revision)).filter {
      ReviewClaim.touch($0.claims, own)
    }
    func conflict(_ entry: ReviewEntry, _ theirs: [ReviewClaim]) -> ReviewConflict {
      ReviewConflict(edit: 0, theirs: entry, reason: Self.reason(own, theirs))
    }
    if !touching.isEmpty { throw .conflicts(touching.map { conflict($0.entry, $0.claims) }) }
    guard let fitting = state.rebased(changes) else {
      throw .fault(ReviewFault("what it changed is not there any more"))
    }
    return try added(
      ReviewEntry(
        revision: revision + 1, by: person, time: time, summary: summary, action: action,
        changes: fitting))
  }

  private mutating func added(_ entry: ReviewEntry) throws(ReviewRefusal) -> ReviewEntry {
    do throws(ReviewFault) {
      try append(entry)
    } catch {
      throw .fault(error)
    }
    return entry
  }

  /// What of others' edits gives way with the frames that one's own edit claims.
  ///
  /// It is all that an edit of one boundary or segment claims there, else a boundary that it moved would
  /// stand beside one's own. Of a re-cut the rest stays.
  private static func extent(
    of others: [(entry: ReviewEntry, edit: ReviewEntry, claims: [ReviewClaim])],
    touching claims: [ReviewClaim]
  ) -> [ReviewClaim] {
    others.flatMap { other in
      if case .edit(.replace, _) = other.edit.action { return [ReviewClaim]() }
      return other.claims.filter { theirs in claims.contains { $0.touches(theirs) } }
    }
  }

  /// What two edits both need, in words.
  private static func reason(_ mine: [ReviewClaim], _ theirs: [ReviewClaim]) -> String {
    for claim in mine {
      guard let other = theirs.first(where: { claim.touches($0) }) else { continue }
      let stretch =
        claim.frames.overlaps(other.frames) ? claim.frames.clamped(to: other.frames) : claim.frames
      let frames =
        stretch.count == 1
        ? "frame \(stretch.lowerBound)" : "frames \(stretch.lowerBound) to \(stretch.upperBound)"
      switch claim.subject {
      case .place: return "both change boundaries at \(frames)"
      case .name: return "both are about what the segments at \(frames) are called"
      case .level: return "the level \"\(claim.level)\" was added, changed or removed"
      case .levels: return "both change which levels there are"
      }
    }
    return "both are about the same place"
  }
}
