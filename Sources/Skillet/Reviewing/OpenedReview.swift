internal import Annotations
internal import Batches
internal import Foundation
internal import Frames

/// A document that somebody looks at, with everything that belongs to it.
struct OpenedReview: Sendable {
  let row: ReviewRow
  let layout: ReviewLayout
  /// The machine's document as it is now.
  let machine: SegmentsDocument
  /// The history as it is on the disk.
  var state: ReviewHistoryFile.State
  var video: ReviewVideo
  let signal: ReviewSignal?
  /// The signal as it is shown.
  let shownSignal: ReviewView.Signal?
  var times: ReviewTimes
  /// What is wrong beside the history.
  var note: String?
  /// The reading of the video's own times and of its digest; it ends in `settled`.
  var reading: Task<Void, Never>?
  var lastUse = ContinuousClock.now

  var history: ReviewHistory { state.history }
  var historyFile: ReviewHistoryFile { ReviewHistoryFile(path: layout.history(row.key)) }

  /// Opens a document; nothing is decoded.
  ///
  /// - Parameter folders: where the path of the video may start.
  init(_ row: ReviewRow, _ layout: ReviewLayout, folders: [String]) throws(ReviewProblem) {
    (self.row, self.layout) = (row, layout)
    let path = layout.document(row.key)
    machine = try Self.document(path)
    let machine = machine
    state = try ReviewHistoryFile(path: layout.history(row.key)).read(machine)
    let documentFolder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let near = [documentFolder.deletingLastPathComponent().path, documentFolder.path, layout.root]
    video = ReviewVideo(
      machine.video.path, folders: folders + near, stamp: row.stamp, document: path)
    let document = state.history.document
    guard document.video.frames <= ReviewTimes.mostFrames else {
      throw .unavailable(
        "\(path): the video has \(document.video.frames) frames; \(ReviewTimes.mostFrames) at most "
          + "are reviewed")
    }
    do throws(ReviewProblem) {
      let stored = try ReviewSignal(reading: layout.signal(row.key))
      try stored?.check(against: document, path: layout.signal(row.key))
      signal = stored
    } catch {
      signal = nil
      note = error.line
    }
    let signal = signal
    shownSignal = signal.map { ReviewView.Signal($0) }
    guard document.video.frames > 0,
      let times = signal.flatMap({ ReviewTimes($0, document) })
        ?? ReviewTimes(evenlyOver: document, signal) ?? ReviewTimes(evenlyOver: document, nil)
    else {
      throw .unavailable("\(path): the times of its segments do not rise; cut the video again")
    }
    self.times = times
    if state.history.revision > 0, document != machine {
      note =
        "The machine's document was made anew since the review began; the review goes on from the "
        + "earlier one"
    }
  }

  /// Reads the machine's document.
  static func document(_ path: String) throws(ReviewProblem) -> SegmentsDocument {
    let bytes: [UInt8]
    do {
      bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .notFound("\(path): cannot read the document: \(error.localizedDescription)")
    }
    do throws(AnnotationError) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw AnnotationError(
          file: path, step: "read the segments document", reason: "it is not UTF-8")
      }
      return try SegmentsDocument(text: text, file: path)
    } catch {
      throw .unavailable(error.description)
    }
  }

  /// Whether a document says that a newer version of Skillet wrote it.
  static func isNewer(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path),
      let schema = (try? JSONValue(parsing: Array(data)))?["schema"]?.string,
      schema.hasPrefix("skillet.segments/"), let version = Int(schema.dropFirst(17))
    else { return false }
    return version > 1
  }

  /// What it takes in memory, counted in rows of its signal and frames.
  var rows: Int { (signal?.frames.count ?? 0) + times.stamps.count / 4 }

  /// The reviewed version as a document.
  var document: SegmentsDocument {
    let times = times
    return history.document { times[$0] }
  }

  /// Why nothing can be edited; nil where it can.
  var lock: String? {
    if let fault = state.fault { return "the history is damaged at \(fault.description)" }
    if !times.isExact {
      return video.state == .ok
        ? "the frames of the video are not those that the document was made of, so a new boundary has "
          + "no time; cut the video again"
        : "the times of its frames are known from the video alone, and it is \(video.state.rawValue)"
    }
    return nil
  }
}

extension ReviewProblem {
  /// The problem in one line.
  public var line: String {
    switch self {
    case .notFound(let line), .invalid(let line), .unavailable(let line), .cannotWrite(let line):
      line
    case .conflicts: "it touches what others did since"
    }
  }
}
