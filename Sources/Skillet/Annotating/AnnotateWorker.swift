internal import Annotations
internal import Batches
internal import Foundation
internal import Frames
internal import VideoIO

/// What a worker of `skillet annotate` does with each video that it is given.
public struct AnnotateWorker: Sendable {
  private let settings: AnnotateSettings
  private let folder: RunFolder
  private let command: [String]

  /// - Parameters:
  ///   - settings: how videos are cut.
  ///   - out: the folder of the results.
  ///   - command: the command line, for the reports.
  public init(settings: AnnotateSettings, out: String, command: [String]) {
    self.settings = settings
    folder = RunFolder(out)
    self.command = command
  }

  /// Does videos until the parent has no more; the process then ends.
  public func run() {
    let loop = WorkerLoop()
    loop.run { entry in
      do throws(SkilletError) {
        return .object(try annotate(entry, loop).members)
      } catch {
        let key = error.code == .cannotWrite ? "cannotWrite" : "error"
        return .object([JSONMember(key, .string(error.description))])
      }
    }
  }

  private func annotate(
    _ entry: VideoEntry, _ loop: WorkerLoop
  ) throws(SkilletError) -> Outcome.Finding {
    // What an allocator keeps of one video shall not count against the next.
    FreedMemory.giveBack()
    var (warnings, notes): ([String], [String]) = ([], [])
    let result = try cut(entry, note: { notes.append($0) }) { done, _ in loop.progress(done) }
    var document = result.document
    document.unknown[""].append(JSONMember("dataset", .object(entry.members)))
    let name = SafeName.name(entry.id)
    if settings.outputs.signals {
      try SkilletError.translating { () throws(BatchError) in
        try DurableFile.place("\(folder.path)/signals/\(name).csv", result.writeSignal(to:))
      }
    }
    if settings.outputs.reports { try writeReport(of: result, name, loop) }
    if settings.outputs.thumbnails {
      // A picture that cannot be taken is no reason to lose the segments.
      if let jpeg = try? result.thumbnail() {
        try write(jpeg, "\(folder.path)/thumbnails/\(name).jpg")
      } else {
        warnings.append("no picture could be taken for the index")
      }
    }
    let text: String
    do throws(AnnotationError) {
      text = try document.text()
    } catch {
      throw SkilletError(error)
    }
    // The document comes last: where it stands, everything else does.
    try write(text.utf8, folder.document(entry.id))
    return Outcome.Finding(
      frames: document.video.frames, duration: document.video.duration,
      segments: document.segments.count, sha256: document.video.sha256,
      warnings: document.video.faults + notes + warnings)
  }

  private func cut(
    _ entry: VideoEntry, note: (String) -> Void, progress: (Int, Int?) -> Void
  ) throws(SkilletError) -> SegmentResult {
    switch settings.cutting {
    case .builtIn(var settings):
      settings.stretch = entry.span
      return try SegmentResult(entry.path, settings: settings, progress: progress)
    case .model(var settings):
      settings.stretch = entry.span
      if let actions = entry.actions {
        settings.actions = settings.actions ?? ActionSource()
        settings.actions?.path = actions
      }
      return try SegmentResult(entry.path, settings: settings, note: note, progress: progress)
    }
  }

  private func write(_ bytes: some Sequence<UInt8>, _ path: String) throws(SkilletError) {
    try SkilletError.translating { () throws(BatchError) in
      try DurableFile.write(bytes, to: path)
    }
  }

  private func writeReport(
    of result: SegmentResult, _ name: String, _ loop: WorkerLoop
  ) throws(SkilletError) {
    let stills = try result.stills(interruption: Interruption()) { _, done, _ in
      loop.progress(result.document.video.frames + done)
    }
    let report = Report(
      document: result.document, signal: result.signalPoints, stills: stills,
      generatedBy: .init(command: command))
    let page: String
    do {
      page = try report.html()
    } catch {
      throw SkilletError(.failed, "\(result.document.video.path): no report: \(error)")
    }
    try write(page.utf8, "\(folder.path)/reports/\(name).html")
  }
}

extension SegmentResult {
  /// The longest side of the pictures of the index.
  static let thumbnailSide = 160

  /// The key frame at or before the middle: one picture to decode.
  func thumbnail() throws(VideoError) -> [UInt8] {
    var reader = try VideoReader(document.video.path)
    if let stretch { reader.begin(stretch) }
    let middle = frames.count / 2
    let index = frames.keyFrames.last { $0 <= middle } ?? 0
    _ = try reader.seek(to: index, in: frames)
    return try reader.jpeg(longestSide: Self.thumbnailSide, quality: 6)
  }
}
