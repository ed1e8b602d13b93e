public import Annotations
internal import Foundation
internal import Frames
internal import VideoIO

/// What `skillet segment` writes into its output folder.
public struct SegmentOutputs: Sendable {
  /// The folder.
  public var folder: String
  /// Formats beside `segments.json`, which is always written.
  public var formats: [SegmentFormat] = []
  /// Whether `report.html` is written.
  public var report = false
  /// How clips are cut; nil for no clips.
  public var clips: ClipSettings?
  /// Whether files of an earlier run are replaced.
  public var replaces = false
  /// The command line, for the report.
  public var command: [String] = []

  /// How clips are cut.
  public enum ClipSettings: Sendable, Hashable {
    /// Encoded anew, exact to the frame.
    case exact
    /// Copied from the key frame before; how far that moved each cut is reported.
    case copied
  }

  /// Names the folder.
  public init(folder: String) { self.folder = folder }

  /// The entries that will stand in the folder.
  var names: [String] {
    var names = ["segments.json", "signal.csv"]
    names += formats.filter { $0 != .segments }.map(\.fileName)
    if report { names.append("report.html") }
    if clips != nil { names.append("clips") }
    return names
  }

  /// The entries of an earlier run that this one does not write again: a report or clips of other
  /// segments would only mislead.
  func outdated(in stage: StagedFolder) -> [String] {
    guard replaces, stage.present(["segments.json"]) != [] else { return [] }
    let all = SegmentFormat.allCases.map(\.fileName) + ["report.html", "clips"]
    return stage.present(all.filter { !names.contains($0) })
  }

  /// The paths of all that will be written.
  public var paths: [String] { names.map(path) }

  /// Checks that the folder can take the results, before any work is done.
  public func stage() throws(SkilletError) -> StagedFolder {
    try StagedFolder(target: folder, names: names, replaces: replaces)
  }

  /// Writes everything, whole or not at all.
  ///
  /// - Returns: the paths written, each with a note for the person.
  public func write(
    _ result: SegmentResult, to stage: StagedFolder, interruption: Interruption,
    progress: (String, Int, Int) -> Void = { _, _, _ in }
  ) throws(SkilletError) -> [String] {
    try stage.open()
    do throws(SkilletError) {
      var notes: [String] = []
      for format in [.segments] + formats where format != .segments || notes.isEmpty {
        try stage.write(text(result.document, as: format), to: format.fileName)
        notes.append(path(format.fileName))
      }
      try result.writeSignal(to: stage, name: "signal.csv")
      notes.append(path("signal.csv"))
      if report {
        try writeReport(result, to: stage, interruption: interruption, progress: progress)
        notes.append(path("report.html"))
      }
      if let clips {
        notes += try writeClips(
          result, clips, to: stage, interruption: interruption, progress: progress)
      }
      try interruption.check()
      let outdated = outdated(in: stage)
      try stage.commit(removing: outdated)
      return notes + outdated.map { "\(path($0)): removed, it was of an earlier run" }
    } catch {
      stage.discard()
      throw error
    }
  }

  func path(_ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private func text(
    _ document: SegmentsDocument, as format: SegmentFormat
  ) throws(SkilletError) -> String {
    do throws(AnnotationError) {
      return try format.write(document)
    } catch {
      throw SkilletError(.failed, error.description)
    }
  }

  private func writeReport(
    _ result: SegmentResult, to stage: StagedFolder, interruption: Interruption,
    progress: (String, Int, Int) -> Void
  ) throws(SkilletError) {
    let stills = try result.stills(interruption: interruption, progress: progress)
    let report = Report(
      document: result.document, signal: result.signalPoints, stills: stills,
      generatedBy: .init(command: command))
    do {
      try stage.write(try report.html(), to: "report.html")
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(folder): cannot write the report: \(error)")
    }
  }
}
