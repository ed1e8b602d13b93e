public import Annotations
internal import Batches
internal import Foundation
internal import Frames

extension ReviewFolder {
  /// What came of a save.
  public struct Saved: Sendable {
    /// The current version.
    public var revision: Int
    /// Whether others had saved since, and their edits stand beside these.
    public var isMerged: Bool
    /// The document as it is now.
    public var view: ReviewView
  }

  /// Takes edits that a person made on a revision; they are on the disk when this returns.
  ///
  /// - Parameters:
  ///   - edits: the edits as JSON, in their order.
  ///   - overOthers: whether the person chose their own version where others' edits touch.
  public func edit(
    _ id: String, _ edits: [JSONValue], base: Int, by person: String, overOthers: Bool
  ) async throws(ReviewProblem) -> Saved {
    try await save(id, by: person) { history, time throws(ReviewProblem) in
      let names = (base >= 0 && base <= history.revision ? history.state(at: base) : history.state)
        .levels.map(\.name)
      var parsed: [ReviewEdit] = []
      for edit in edits {
        // A level that an edit adds may be meant by the next.
        var known = names
        for case .addLevel(let name) in parsed where !known.contains(name) { known.append(name) }
        do throws(ReviewFault) {
          parsed.append(try ReviewEdit(json: edit, levels: known))
        } catch {
          throw .invalid("edit \(parsed.count): \(error.description)")
        }
      }
      let isMerged = history.revision > base
      let entries = try refusing { () throws(ReviewRefusal) in
        try history.edit(parsed, base: base, by: person, time: time, overOthers: overOthers)
      }
      return (entries, isMerged)
    }
  }

  /// Takes the person's own last edit back.
  public func undo(_ id: String, by person: String) async throws(ReviewProblem) -> Saved {
    try await save(id, by: person) { history, time throws(ReviewProblem) in
      (
        [try refusing { () throws(ReviewRefusal) in try history.undo(by: person, time: time) }],
        false
      )
    }
  }

  /// Does the person's own last undone edit again.
  public func redo(_ id: String, by person: String) async throws(ReviewProblem) -> Saved {
    try await save(id, by: person) { history, time throws(ReviewProblem) in
      (
        [try refusing { () throws(ReviewRefusal) in try history.redo(by: person, time: time) }],
        false
      )
    }
  }

  /// Says whether a document is reviewed.
  public func setReviewed(
    _ id: String, _ value: Bool, by person: String
  ) async throws(ReviewProblem) -> Saved {
    try await save(id, by: person) { history, time throws(ReviewProblem) in
      if (history.reviewed != nil) == value { return ([], false) }
      return (
        [
          try refusing { () throws(ReviewRefusal) in
            try history.setReviewed(value, by: person, time: time)
          }
        ], false
      )
    }
  }

  private func save(
    _ id: String, by person: String,
    _ body: (inout ReviewHistory, String) throws(ReviewProblem) -> ([ReviewEntry], Bool)
  ) async throws(ReviewProblem) -> Saved {
    var review = try await settled(id)
    if let reason = review.lock { throw .unavailable(reason) }
    let time = Date().formatted(.iso8601)
    var isMerged = false
    review.state = try review.historyFile.add(to: review.state) { history throws(ReviewProblem) in
      let (entries, merged) = try body(&history, time)
      isMerged = merged
      return entries
    }
    keep(review)
    labels.know(review)
    writeReviewed(review)
    return Saved(
      revision: review.history.revision, isMerged: isMerged, view: view(review, for: person))
  }

  /// Writes the reviewed version beside the machine's; the history has it all, so that a disk that
  /// does not take it costs nothing that was acknowledged.
  func writeReviewed(_ review: OpenedReview) {
    guard review.history.revision > 0, review.times.isExact else { return }
    let path = layout.reviewed(review.row.key)
    do {
      try DurableFile.makeFolder(DurableFile.split(path).folder)
      try DurableFile.write(review.document.text().utf8, to: path)
    } catch {
      var review = review
      review.note = "The reviewed document could not be written: \(error)"
      keep(review)
    }
  }
}

/// Turns a refusal into a problem.
private func refusing<Value>(
  _ body: () throws(ReviewRefusal) -> Value
) throws(ReviewProblem) -> Value {
  do throws(ReviewRefusal) {
    return try body()
  } catch {
    throw ReviewProblem(error)
  }
}
