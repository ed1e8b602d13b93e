internal import Annotations
internal import Batches
internal import Foundation
internal import Frames
internal import VideoIO

/// What people review: a folder of documents, or the document of one video.
///
/// It is the only one that writes there. Few documents are in memory at a time, each with its
/// history and signal; the list of all of them is.
public actor ReviewFolder {
  let layout: ReviewLayout
  var list: ReviewList
  /// Where the paths of videos may start.
  private let folders: [String]
  private var opened: [String: OpenedReview] = [:]
  /// The rule of the document that was cut again last: a slider asks many times.
  private var lastRecut: (id: String, recut: Recut)?
  /// How often each label is in use, as far as documents were read.
  var labels = ReviewLabels()
  /// SHA-256 by path, size and time.
  private var digests: [String: String] = [:]
  /// How many documents are kept in memory at most.
  private static let mostOpened = 64
  /// How many rows of signals and frames they have together at most: some 60 MB.
  private static let mostRows = 1_500_000

  /// Opens a folder.
  ///
  /// - Throws: (66) where there is no document in it.
  public init(_ folder: String) throws(SkilletError) {
    let (layout, keys) = try ReviewLayout.find(folder)
    self.layout = layout
    list = ReviewList(layout, keys: keys)
    var folders = [""]
    if layout.kind == .dataSet,
      let run = try? RunFile.read(RunFolder(layout.root).runFile)
    {
      folders.append(run.folder)
    }
    self.folders = folders
  }

  /// Begins to read what the list lacks.
  ///
  /// That is: figures that no ledger tells, labels for completion, and
  /// reviewed documents that a server could not write before it was killed. Ends by itself.
  public nonisolated func beginIndexing() {
    Task.detached(priority: .background) { [weak self] in
      guard let ids = await self?.list.rows.map(\.id) else { return }
      for id in ids {
        guard let self else { return }
        await index(id)
        await Task.yield()
      }
    }
  }

  private func index(_ id: String) async {
    guard let row = list[id] else { return }
    let history = FileStamp(of: layout.history(row.key))
    let reviewed = layout.reviewed(row.key)
    if history.modified > FileStamp(of: reviewed).modified {
      if let review = try? await settled(id) { writeReviewed(review) }
      return
    }
    let path = history.size > 0 ? reviewed : layout.document(row.key)
    let needsFigures = row.seconds == nil
    let read = await BlockingWork.read { ReviewIndexing(path, needsFigures: needsFigures) }
    guard let read, var now = list[id] else { return }
    if opened[id] == nil { labels.know(read.labels, of: id) }
    if let document = read.document, now.seconds == nil {
      (now.frames, now.seconds) = (document.video.frames, document.video.duration)
      (now.segments, now.warnings) = (document.segments.count, document.video.faults)
      list[id] = now
    }
  }

  /// What is shown as the title.
  public nonisolated var title: String {
    URL(fileURLWithPath: layout.root).lastPathComponent
  }

  /// A line for a person, without the folders above the one that was opened.
  public nonisolated func shown(_ line: String) -> String {
    line.replacing("\(layout.root)/", with: "")
  }

  /// The identity of the one video, where there is one; nil for a data set.
  public var onlyVideo: String? { list.rows.count == 1 ? list.rows[0].id : nil }

  // MARK: The list

  /// Rows of the list, with how many there are, how many match, and how many are reviewed.
  public func rows(
    _ query: ReviewQuery
  ) -> (total: Int, matching: Int, reviewed: Int, rows: [ReviewRow]) {
    let found = list.matching(query)
    return (
      list.rows.count, found.count, list.rows.count { $0.reviewed != nil },
      Array(found.dropFirst(query.offset).prefix(query.limit))
    )
  }

  /// The next video of a query that is not reviewed.
  ///
  /// It is looked for behind another one; from the start again where
  /// there is none behind it. Nil where all are reviewed.
  public func next(after id: String?, _ query: ReviewQuery) -> String? {
    let found = list.matching(query)
    let start = found.firstIndex { $0.id == id }.map { $0 + 1 } ?? 0
    return (found[start...] + found[..<start]).first { $0.reviewed == nil && $0.id != id }?.id
  }

  /// The path of the video of a row, where a quick look finds it; nil else.
  public func videoPath(_ id: String) -> String? { opened[id]?.video.path }

  // MARK: Documents

  func document(_ id: String) throws(ReviewProblem) -> OpenedReview {
    guard let row = list[id] else { throw .notFound("there is no such video") }
    if var review = opened[id] {
      review.lastUse = .now
      if FileStamp(of: review.historyFile.path) != review.state.stamp {
        review.state = try review.historyFile.read(review.machine)
      }
      opened[id] = review
      return review
    }
    var review = try OpenedReview(row, layout, folders: folders)
    makeRoom(for: review)
    review.reading = settle(review)
    labels.know(review)
    opened[id] = review
    refresh(review)
    return review
  }

  /// Lets documents go that nobody looked at for the longest time.
  private func makeRoom(for review: OpenedReview) {
    func rows() -> Int { opened.values.reduce(review.rows) { $0 + $1.rows } }
    while opened.count >= Self.mostOpened || rows() > Self.mostRows,
      let oldest = opened.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
    {
      opened[oldest]?.reading?.cancel()
      if lastRecut?.id == oldest { lastRecut = nil }
      opened[oldest] = nil
    }
  }

  func keep(_ review: OpenedReview) {
    let id = review.row.id
    var kept = review
    if let other = opened[id] {
      // What was found out meanwhile stays.
      if other.times.isExact { kept.times = other.times }
      (kept.video, kept.reading) = (other.video, other.reading)
    }
    opened[id] = kept
    refresh(kept)
  }

  private func refresh(_ review: OpenedReview) {
    guard var row = list[review.row.id] else { return }
    let frames = review.history.document.video
    (row.frames, row.seconds) = (frames.frames, frames.duration)
    row.segments = review.history.state.levels[0].marks.count
    if review.history.revision > 0 { row.take(ReviewDigest(review.history)) }
    if row.warnings.isEmpty { row.warnings = frames.faults }
    list[review.row.id] = row
  }

  /// Reads the video's own times, where the signal does not tell them, and its digest.
  private func settle(_ review: OpenedReview) -> Task<Void, Never>? {
    guard let path = review.video.path else { return nil }
    let (id, document, signal) = (review.row.id, review.history.document, review.signal)
    let needsTimes = review.times.keyFrames.isEmpty
    let stamp = FileStamp(of: path)
    let key = "\(stamp.size) \(stamp.modified) \(path)"
    let known = digests[key]
    let times = Task.detached(priority: .userInitiated) { [weak self] in
      guard needsTimes else { return }
      let interruption = Interruption()
      let found = await withTaskCancellationHandler {
        await BlockingWork.run {
          ReviewTimes.read(path, document, signal, interruption: interruption)
        }
      } onCancel: {
        interruption.request()
      }
      await self?.know(found, of: id)
    }
    Task.detached(priority: .utility) { [weak self] in
      var digest = known
      if digest == nil { digest = await BlockingWork.read { try? fileSHA256(path) } }
      guard let digest else { return }
      await self?.know(digest, key, of: id, document.video.sha256)
    }
    return times
  }

  private func know(_ times: ReviewTimes?, of id: String) {
    guard var review = opened[id] else { return }
    if let times {
      review.times = times
    } else if review.video.state == .ok, !review.times.isExact {
      review.note =
        "The frames of the video are not those that the document was made of: cut it again"
    }
    review.reading = nil
    opened[id] = review
  }

  private func know(_ digest: String, _ key: String, of id: String, _ stated: String?) {
    if digests.count > 4096 { digests.removeAll() }
    digests[key] = digest
    opened[id]?.video.compare(digest, with: stated)
  }

  /// The rule that a document was cut by.
  func recutting(_ review: OpenedReview) throws(ReviewProblem) -> Recut {
    if let lastRecut, lastRecut.id == review.row.id { return lastRecut.recut }
    let recut = try Recut(review.signal, review.history.document)
    lastRecut = (review.row.id, recut)
    return recut
  }

  /// A document once the times of its frames are known for sure, or cannot be found out; waits some
  /// seconds at most.
  func settled(_ id: String) async throws(ReviewProblem) -> OpenedReview {
    let review = try document(id)
    if review.times.isExact { return review }
    for _ in 0..<400 {
      guard let now = opened[id], now.reading != nil, !now.times.isExact else { break }
      try? await Task.sleep(for: .milliseconds(25))
    }
    let now = try document(id)
    if now.reading != nil, !now.times.isExact {
      throw .unavailable("the frames of the video are still being counted; try again in a moment")
    }
    return now
  }
}
