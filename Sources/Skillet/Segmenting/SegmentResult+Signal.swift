internal import Annotations
internal import Foundation
internal import Frames
internal import Segmentation
internal import VideoIO

extension SegmentResult {
  private static let rowsAtOnce = 4096

  /// Writes `signal.csv` piece by piece, so that a long video needs no more memory than a short one.
  func writeSignal(to stage: StagedFolder, name: String) throws(SkilletError) {
    let path = try stage.path(name)
    do {
      guard FileManager.default.createFile(atPath: path, contents: nil) else {
        throw CocoaError(.fileWriteUnknown)
      }
      try writeSignal(to: path)
    } catch {
      throw stage.fault("write \(name)", error)
    }
  }

  /// Writes the same to an empty file that nobody reads yet.
  func writeSignal(to path: String) throws {
    let starts = Set(signal.boundaries)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    for first in stride(from: 0, to: max(1, signal.scores.count), by: Self.rowsAtOnce) {
      let rows = (first..<min(first + Self.rowsAtOnce, signal.scores.count)).map {
        row($0, isBoundary: starts.contains($0))
      }
      let table = SignalTable(evidenceColumns: signal.evidence.map(\.name), rows: rows)
      var text = try table.text(file: document.video.path)[...]
      if first > 0, let end = text.firstIndex(of: "\n") {
        text = text[text.index(after: end)...]
      }
      try file.write(contentsOf: Data(text.utf8))
    }
  }

  private func row(_ i: Int, isBoundary: Bool) -> SignalTable.Row {
    let frame = frames[Int(signal.frames[i])]
    return SignalTable.Row(
      frame: frame.index, pts: frame.pts, seconds: frame.seconds,
      surprise: Double(signal.scores[i]),
      threshold: signal.thresholds[i], boundary: isBoundary,
      evidence: signal.evidence.map { Double($0.values[i]) })
  }

  /// The signal for the report's curve.
  var signalPoints: [SignalPoint] {
    let starts = Set(signal.boundaries)
    return signal.scores.indices.map { i in
      let frame = frames[Int(signal.frames[i])]
      return SignalPoint(
        frame: frame.index, seconds: frame.seconds, surprise: Double(signal.scores[i]),
        threshold: signal.thresholds[i], boundary: starts.contains(i))
    }
  }

  /// Three key frames a segment, read in one pass forward.
  func stills(
    interruption: Interruption, progress: (String, Int, Int) -> Void
  ) throws(SkilletError) -> [[Still]] {
    do throws(VideoError) {
      var reader = try VideoReader(document.video.path, options: .init(threads: 2))
      if let stretch { reader.begin(stretch) }
      var rows: [[Still]] = []
      for segment in document.segments {
        var row: [Still] = []
        for index in Still.frames(of: segment) where !interruption.isRequested {
          guard let frame = try reader.seek(to: index, in: frames) else { continue }
          let jpeg = try reader.jpeg(longestSide: Report.stillWidth)
          row.append(Still(frame: index, seconds: frame.seconds, jpeg: jpeg))
        }
        rows.append(row)
        progress("taking key frames", rows.count, document.segments.count)
      }
      return rows
    } catch {
      throw SkilletError(error)
    }
  }
}
