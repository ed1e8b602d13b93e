internal import Annotations
internal import Frames
internal import Segmentation
internal import VideoIO

/// Events that something beside the video recorded, and what they are to a boundary.
///
/// Of a run of identical events the last counts, as in the published rule. An event ends a skill on
/// its own frame: the next skill begins with the frame after it.
public struct ExternalEvents: Sendable {
  /// What an event is to a boundary.
  public enum Use: String, Sendable, Hashable, CaseIterable {
    /// It is one, and within the shortest segment of it there is no other.
    case cut
    /// It speaks for one as much as evidence at the threshold does.
    case evidence
    /// Nothing; it is read and checked only.
    case ignore
  }

  /// What they are.
  public var use: Use
  /// The first frame after each, rising.
  public var frames: [Int]

  /// Events that cut, at frames that are known.
  init(frames: [Int]) { (use, self.frames) = (.cut, frames) }

  /// Reads events and puts them on frames.
  ///
  /// - Throws: where there is no such file, or an event lies outside the video.
  init(
    _ source: EventSource, use: Use, video: String, frames table: FrameTable
  ) throws(SkilletError) {
    self.use = use
    let (path, log) = try source.read(for: video)
    do {
      let track = try log.track(onFrames: (0..<table.count).map { table[$0].seconds }, file: path)
      frames = track.lastFramesOfRuns(frames: table.count).map { $0 + 1 }.filter {
        $0 < table.count
      }
    } catch {
      throw SkilletError(error)
    }
  }

  /// Adds what the events are worth to scores, before boundaries are chosen.
  func raise(_ scores: inout [Float], at rowFrames: [Int32], threshold: Float) {
    guard use == .evidence else { return }
    for row in rows(rowFrames) {
      for (distance, height) in [Float(1), 0.6, 0.14].enumerated() {
        for place in Set([row - distance, row + distance]) where scores.indices.contains(place) {
          scores[place] += abs(threshold) * height
        }
      }
    }
  }

  /// Puts boundaries at the events, in place of those nearer than `gap` frames.
  func cut(_ result: inout SegmenterResult, gap: Int) {
    guard use == .cut else { return }
    let forced = rows(result.frames)
    let places = forced.map { Int(result.frames[$0]) }
    result.boundaries.removeAll { boundary in
      let frame = Int(result.frames[boundary.sample])
      return places.contains { abs($0 - frame) < max(1, gap) }
    }
    result.boundaries += forced.map {
      Boundary(sample: $0, score: result.scores[$0], kind: .skill)
    }
    result.boundaries.sort { $0.sample < $1.sample }
  }

  /// The first row at or after each event.
  private func rows(_ rowFrames: [Int32]) -> [Int] {
    var rows: [Int] = []
    for frame in frames {
      var (low, high) = (0, rowFrames.count)
      while low < high {
        let middle = (low + high) / 2
        if rowFrames[middle] < frame { low = middle + 1 } else { high = middle }
      }
      if low > 0, low < rowFrames.count, rows.last != low { rows.append(low) }
    }
    return rows
  }
}
