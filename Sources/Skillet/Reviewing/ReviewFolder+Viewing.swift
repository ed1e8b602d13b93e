public import Annotations
internal import Batches
internal import Frames

extension ReviewFolder {
  /// Entries of the history that are shown at most.
  private static let mostEntries = 50

  /// A document as a person is shown it.
  ///
  /// One that cannot be read is shown, too: without segments, and with what is wrong. Waits a moment
  /// for what is being read of the video, its key frames among it.
  public func view(_ id: String, for person: String?) async throws(ReviewProblem) -> ReviewView {
    guard let row = list[id] else { throw .notFound("there is no such video") }
    do throws(ReviewProblem) {
      for _ in 0..<30 {
        if try document(id).reading == nil { break }
        try? await Task.sleep(for: .milliseconds(15))
      }
      return view(try document(id), for: person)
    } catch {
      let isNewer = OpenedReview.isNewer(layout.document(row.key))
      var video = ReviewVideo("", folders: [], stamp: nil, document: "")
      video.state = isNewer ? .newer : .unreadable
      video.note =
        isNewer
        ? "\(layout.shown(row.key)) is of a newer version of Skillet; this one is \(skilletVersion)"
        : shown(error.line)
      return ReviewView(
        id: id, name: row.name, document: layout.shown(row.key), info: nil, video: video, note: nil,
        isReadOnly: true, revision: 0, canUndo: false, canRedo: false, levels: [], labels: [],
        signal: nil, reviewed: row.reviewed, history: [], documents: [], keyFrames: [],
        hasExactTimes: false)
    }
  }

  func view(_ review: OpenedReview, for person: String?) -> ReviewView {
    let history = review.history
    let times = review.times
    let isLocked = review.state.fault != nil || review.reading == nil && review.lock != nil
    return ReviewView(
      id: review.row.id, name: review.row.name, document: layout.shown(review.row.key),
      info: history.document.video, video: shown(review.video), stretch: history.document.stretch,
      note: (review.state.note ?? review.note ?? (isLocked ? review.lock : nil)).map(shown),
      isReadOnly: isLocked, revision: history.revision,
      canUndo: person.flatMap { history.undoable(by: $0) } != nil,
      canRedo: person.flatMap { history.redoable(by: $0) } != nil,
      levels: history.state.levels.map { level in
        let segments = ReviewHistory.segments(of: level, frames: history.state.frames) { times[$0] }
        return (level.name, zip(level.marks, segments).map { ($0.id, $1) })
      }, labels: labels.top(500),
      signal: review.shownSignal, reviewed: ReviewDigest(history).reviewed,
      history: history.entries.suffix(Self.mostEntries),
      documents: ["machine"] + layout.others(review.row.key).map(\.name),
      keyFrames: times.keyFrames, hasExactTimes: times.isExact)
  }

  private func shown(_ video: ReviewVideo) -> ReviewVideo {
    var video = video
    video.note = video.note.map(shown)
    return video
  }

  /// When each frame is shown; waits until that is known.
  public func times(_ id: String) async throws(ReviewProblem) -> ReviewTimes {
    do throws(ReviewProblem) {
      return try await settled(id).times
    } catch ReviewProblem.unavailable {
      return try document(id).times
    }
  }

  /// The current version of a document, and the entry that made it; nil for the machine's.
  public func revision(
    _ id: String
  ) throws(ReviewProblem) -> (revision: Int, last: ReviewEntry?, video: ReviewVideo) {
    let review = try document(id)
    return (review.history.revision, review.history.entries.last, shown(review.video))
  }
}
