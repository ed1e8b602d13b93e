internal import Annotations
internal import Batches
internal import Foundation

/// The file of a document's history.
///
/// Each save takes the system's lock on the file, takes up what another process may have added
/// meanwhile, adds its lines and brings them to the disk before it returns. So two servers on one
/// folder are as safe as two people at one server. What stands behind the last newline was never
/// acknowledged: it is moved into a file of its own, never dropped.
struct ReviewHistoryFile: Sendable {
  let path: String

  /// What is known of the file: it is read again where this changes.
  struct State: Sendable {
    var history: ReviewHistory
    /// Bytes that were followed.
    var bytes: Int
    /// Where the file goes on and cannot be followed.
    var fault: ReviewHistoryFault?
    /// What a person should know.
    var note: String?
    var stamp: FileStamp
  }

  /// Reads the file; without one the history is that of a document which nobody has edited.
  func read(_ document: @autoclosure () throws(ReviewProblem) -> SegmentsDocument)
    throws(ReviewProblem) -> State
  {
    let stamp = FileStamp(of: path)
    guard stamp.size > 0 else {
      return State(history: ReviewHistory(try document()), bytes: 0, stamp: stamp)
    }
    let bytes: [UInt8]
    do {
      bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unavailable("\(path): cannot read the history: \(error.localizedDescription)")
    }
    let reading = ReviewHistory.read(bytes, file: path)
    guard let history = reading.history else {
      if let fault = reading.fault {
        throw .unavailable("\(path): cannot read the history: \(fault.description)")
      }
      // Not even the first line was whole: nothing was ever acknowledged.
      return State(history: ReviewHistory(try document()), bytes: 0, stamp: stamp)
    }
    var state = State(
      history: history, bytes: reading.wholeBytes, fault: reading.fault, stamp: stamp)
    if let fault = reading.fault {
      state.note =
        "The history is damaged (\(path), \(fault.description)): this is what came before that "
        + "line, and nothing can be edited until the line is put right"
    }
    return state
  }

  /// Adds entries that a body makes of the history as it is under the lock.
  ///
  /// - Returns: the new state, which is on the disk.
  func add(
    to known: State, _ body: (inout ReviewHistory) throws(ReviewProblem) -> [ReviewEntry]
  ) throws(ReviewProblem) -> State {
    do throws(BatchError) {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try DurableFile.makeFolder(folder)
    } catch {
      throw .cannotWrite(error.description)
    }
    let file = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault("open the history") }
    defer { close(file) }
    try lock(file)
    var state = known
    if FileStamp(of: path) != known.stamp { state = try read(known.history.document) }
    if let fault = state.fault {
      throw .unavailable("the history is damaged at \(fault.description)")
    }
    if state.stamp.size > Int64(state.bytes) { state.note = try setAside(file, from: state.bytes) }
    let entries = try body(&state.history)
    if entries.isEmpty { return state }
    let text: String
    do throws(JSONError) {
      var lines = state.bytes == 0 ? try state.history.heading() : ""
      for entry in entries { lines += try state.history.line(entry) }
      text = lines
    } catch {
      throw .cannotWrite("\(path): cannot write the history: \(error.reason)")
    }
    do throws(BatchError) {
      try DurableFile.writeAll(Array(text.utf8), to: file, path: path)
      guard fsync(file) == 0 else { throw DurableFile.lastFault(path, "bring it to the disk") }
      if state.bytes == 0 { try DurableFile.sync(DurableFile.split(path).folder) }
    } catch {
      ftruncate(file, off_t(state.bytes))
      throw .cannotWrite(error.description)
    }
    state.bytes += text.utf8.count
    state.stamp = FileStamp(of: path)
    return state
  }

  /// Moves a last line that was not written to its end into a file of its own.
  private func setAside(_ file: Int32, from bytes: Int) throws(ReviewProblem) -> String {
    var place = "\(path).torn"
    var count = 1
    while OutputPlace.kind(of: place) != .absent {
      count += 1
      place = "\(path).torn-\(count)"
    }
    let whole: [UInt8]
    do {
      whole = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
      try DurableFile.write(whole[min(bytes, whole.count)...], to: place)
    } catch {
      throw .cannotWrite("\(place): cannot set the torn line aside: \(error)")
    }
    guard ftruncate(file, off_t(bytes)) == 0, fsync(file) == 0 else {
      throw fault("take up the history")
    }
    return "The last line of the history was not written to its end when the server stopped, and "
      + "was never acknowledged; it was set aside as \(place)"
  }

  /// Waits for the lock, three seconds at most.
  private func lock(_ file: Int32) throws(ReviewProblem) {
    for _ in 0..<150 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      // A disk that knows no locks.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      usleep(20_000)
    }
    throw .unavailable("another server is writing to this document; try again")
  }

  private func fault(_ step: String) -> ReviewProblem {
    .cannotWrite(DurableFile.lastFault(path, step).description)
  }
}
