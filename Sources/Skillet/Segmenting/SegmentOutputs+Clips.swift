internal import Annotations
internal import Foundation
internal import Frames
internal import VideoIO

extension SegmentOutputs {
  /// Cuts a clip for each segment; its notes say where they are and how far copied cuts moved.
  func writeClips(
    _ result: SegmentResult, _ clips: ClipSettings, to stage: StagedFolder,
    interruption: Interruption, progress: (String, Int, Int) -> Void
  ) throws(SkilletError) -> [String] {
    let video = result.document.video.path
    let stem = URL(fileURLWithPath: video).deletingPathExtension().lastPathComponent
    let mode: ClipOptions.Mode = clips == .copied ? .copy : .exact
    var notes: [String] = []
    do throws(VideoError) {
      let ending = try ClipWriter.preferredExtension(for: video, mode: mode)
      for segment in result.document.segments {
        let name = "clips/\(stem)-\(numbered(segment.index)).\(ending)"
        let output = try place(name, stage)
        let report = try ClipWriter.writeClip(
          from: video, table: result.frames, frames: segment.start.index..<segment.end.index,
          to: output, options: ClipOptions(mode: mode, threads: 2),
          isCancelled: { interruption.isRequested })
        notes.append(path(name) + (clips == .copied ? ": \(moves(report))" : ""))
        progress("cutting clips", notes.count, result.document.segments.count)
      }
    } catch {
      try interruption.check()
      throw SkilletError(error)
    }
    return notes
  }

  private func place(_ name: String, _ stage: StagedFolder) throws(VideoError) -> String {
    do throws(SkilletError) {
      return try stage.path(name)
    } catch {
      throw VideoError(.cannotWrite, path: folder, step: "write \(name)", reason: error.description)
    }
  }

  private func numbered(_ index: Int) -> String {
    let digits = "\(index)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// How far a copied clip's ends lie from the cuts, in words.
  private func moves(_ report: ClipReport) -> String {
    func words(_ end: String, _ frames: Int, _ seconds: Double) -> String {
      if frames == 0 { return "\(end) exact" }
      let way = frames < 0 ? "earlier" : "later"
      return "\(end) \(abs(frames)) frames (\(decimals(abs(seconds), 3)) s) \(way)"
    }
    return words("starts", report.startMoved, report.startMovedSeconds) + ", "
      + words("ends", report.endMoved, report.endMovedSeconds)
  }
}
