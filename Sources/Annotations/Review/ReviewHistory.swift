/// Everything that people did to a document, from the machine's version on.
///
/// Entries are only ever added; undo and redo are entries, too. The state is what the entries make
/// of the machine's version: nothing else is needed to find it again.
public struct ReviewHistory: Sendable {
  /// The machine's version.
  public let document: SegmentsDocument
  /// What was done, in order.
  public private(set) var entries: [ReviewEntry] = []
  /// What came of it.
  public private(set) var state: ReviewState
  /// What each entry's edit claimed when it was made; empty for others.
  private var claims: [[ReviewClaim]] = []

  /// A document that nobody has edited yet.
  public init(_ document: SegmentsDocument) {
    self.document = document
    state = ReviewState(document)
  }

  /// The number of the current version; 0 for the machine's.
  public var revision: Int { entries.count }

  /// Edits of people, those taken back left out.
  public var edits: Int { standing(at: revision).count }

  /// Who called the document reviewed last; nil where nobody did, or it was taken back.
  public var reviewed: ReviewEntry? {
    let last = entries.last { if case .reviewed = $0.action { true } else { false } }
    return last.flatMap { $0.action == .reviewed(true) ? $0 : nil }
  }

  /// Adds an entry that was read or has just been made.
  ///
  /// Throws where it does not follow from what is there: the history is damaged.
  mutating func append(_ entry: ReviewEntry) throws(ReviewFault) {
    guard entry.revision == revision + 1 else {
      throw ReviewFault("revision \(entry.revision) follows revision \(revision)")
    }
    switch entry.action {
    case .undo(let target), .redo(let target):
      guard (1...max(1, revision)).contains(target), target <= revision,
        case .edit = entries[target - 1].action
      else { throw ReviewFault("revision \(entry.revision) speaks of \(target), which is no edit") }
    case .edit, .reviewed: break
    }
    guard entry.changes.allSatisfy({ state.holds($0) }), state.fits(entry.changes) else {
      throw ReviewFault("revision \(entry.revision) does not fit what was there before it")
    }
    if case .edit(let edit, _) = entry.action {
      claims.append(edit.claims(on: state) + entry.changes.flatMap { $0.claims(on: state) })
    } else {
      claims.append([])
    }
    state.apply(entry.changes)
    entries.append(entry)
  }

  /// The state at a revision.
  public func state(at revision: Int) -> ReviewState {
    var state = state
    for entry in entries[revision...].reversed() {
      state.apply(entry.changes.reversed().map(\.inverse))
    }
    return state
  }

  /// The edits that stand at a revision: made, and not taken back since; with the entry that did
  /// so last.
  private func standing(at revision: Int) -> [Int: Int] {
    var standing: [Int: Int] = [:]
    for entry in entries[..<revision] {
      switch entry.action {
      case .edit: standing[entry.revision] = entry.revision
      case .undo(let target): standing[target] = nil
      case .redo(let target): standing[target] = entry.revision
      case .reviewed: break
      }
    }
    return standing
  }

  /// What changed between a revision and now, edits and their undoing within that time left out:
  /// the entry that is to blame, the edit, and its claims.
  func news(since revision: Int) -> [(entry: ReviewEntry, edit: ReviewEntry, claims: [ReviewClaim])]
  {
    let (then, now) = (standing(at: revision), standing(at: self.revision))
    var last: [Int: Int] = [:]
    for entry in entries[revision...] {
      switch entry.action {
      case .edit: last[entry.revision] = entry.revision
      case .undo(let target), .redo(let target): last[target] = entry.revision
      case .reviewed: break
      }
    }
    return last.filter { (then[$0.key] == nil) != (now[$0.key] == nil) }
      .sorted { $0.key < $1.key }
      .map { (entries[$0.value - 1], entries[$0.key - 1], claims[$0.key - 1]) }
  }

  func claims(of revision: Int) -> [ReviewClaim] { claims[revision - 1] }
}

extension ReviewHistory {
  /// The person's own last edit that can be taken back; nil where there is none.
  public func undoable(by person: String) -> ReviewEntry? { stacks(of: person).done.last }

  /// The person's own last undo that can be taken back: an edit made since ends that.
  public func redoable(by person: String) -> ReviewEntry? { stacks(of: person).undone.last }

  private func stacks(of person: String) -> (done: [ReviewEntry], undone: [ReviewEntry]) {
    var (done, undone): ([Int], [Int]) = ([], [])
    for entry in entries where entry.by == person {
      switch entry.action {
      case .edit:
        done.append(entry.revision)
        undone = []
      case .undo(let target):
        done.removeAll { $0 == target }
        undone.append(target)
      case .redo(let target):
        undone.removeAll { $0 == target }
        done.append(target)
      case .reviewed: break
      }
    }
    return (done.map { entries[$0 - 1] }, undone.map { entries[$0 - 1] })
  }

  /// The revision of the entry that last did or undid the edit of a revision.
  func lastTouch(of target: Int) -> Int {
    entries.last { entry in
      entry.revision == target || entry.action == .undo(target) || entry.action == .redo(target)
    }?.revision ?? target
  }
}
