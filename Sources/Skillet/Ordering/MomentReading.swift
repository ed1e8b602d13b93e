internal import Features
internal import Frames
internal import LinearAlgebra
internal import Ordering
internal import Synchronization
internal import VideoIO

/// A video as an ordering network sees it: a row every tenth of a second.
struct MomentReading {
  /// The rows.
  let rows: FrameRows
  /// The frame that each row shows, rising.
  let rowFrames: [Int]
  /// Frames of the video.
  let frames: Int

  /// Reads a video once.
  ///
  /// - Parameters:
  ///   - source: the video, and how many frames it has to have.
  ///   - grid: patches that are looked at; nil for the built-in features.
  /// - Throws: where the video cannot be read, shows no picture, or is another than the document's.
  init(
    _ source: OrderedSource, grid: PatchGrid?, threads: Int = 1, interruption: Interruption
  ) throws(SkilletError) {
    if let grid {
      (rows, rowFrames, frames) = try Self.pictures(
        source.video, grid, threads: threads, interruption)
    } else {
      let analysis = try VideoAnalysis(
        source.video,
        settings: .init(threads: threads, keepsTrack: false, keepsFeatures: true),
        interruption: interruption)
      rowFrames = analysis.hopSamples.map { Int(analysis.sampleFrames[Int($0)]) }
      frames = analysis.frames.count
      rows = .features(
        Matrix(
          rows: rowFrames.count, columns: FeatureLayout.dimensions, values: analysis.features))
    }
    guard !rowFrames.isEmpty else {
      throw SkilletError(
        .badData, "\(source.video): cannot be ordered: every picture is corrupt")
    }
    if let stated = source.statedFrames, stated != frames {
      throw SkilletError(
        .badData,
        "\(source.path): \(source.video) shows \(frames) frames, the segments speak of \(stated); "
          + "it is another video, or was cut anew")
    }
  }

  private static func pictures(
    _ path: String, _ grid: PatchGrid, threads: Int, _ interruption: Interruption
  ) throws(SkilletError) -> (FrameRows, [Int], Int) {
    var (bytes, rowFrames): ([UInt8], [Int]) = ([], [])
    var count = 0
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: threads, sparesLoopFilter: true))
      var picture = grid.picture
      var shown: (frame: Int, bytes: [UInt8])?
      var first = 0.0
      func isDue(_ seconds: Double) -> Bool {
        Double(rowFrames.count) * FeatureLayout.hop + 1e-6 < seconds - first
      }
      while !interruption.isRequested, let frame = try reader.next() {
        count += 1
        if let shown {
          // A row shows what was on the screen at its time.
          while isDue(frame.seconds) {
            bytes += shown.bytes
            rowFrames.append(shown.frame)
          }
        } else {
          first = frame.seconds
        }
        if !reader.currentIsCorrupt {
          try reader.average(into: &picture)
          shown = (frame.index, grid.patches(of: picture).values.map { UInt8($0) })
        }
      }
      if count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      if let shown, (rowFrames.last ?? -1) < shown.frame {
        bytes += shown.bytes
        rowFrames.append(shown.frame)
      }
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
    return (.pictures(bytes, width: grid.count * PatchGrid.width), rowFrames, count)
  }

  /// The rows that show frames of a segment; the nearest one where none does.
  func rows(ofFrames segment: Range<Int>) -> Range<Int> {
    func first(atOrAfter frame: Int) -> Int {
      var (low, high) = (0, rowFrames.count)
      while low < high {
        let middle = (low + high) / 2
        if rowFrames[middle] < frame { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let (start, end) = (first(atOrAfter: segment.lowerBound), first(atOrAfter: segment.upperBound))
    if start < end { return start..<end }
    let place = min(start, rowFrames.count - 1)
    return place..<place + 1
  }

  /// The rows of each segment of a source; the whole video where it has none.
  func items(of source: OrderedSource) -> [Range<Int>] {
    source.segments?.map { rows(ofFrames: $0) } ?? [0..<rowFrames.count]
  }

  /// Reads videos side by side.
  static func all(
    _ sources: [OrderedSource], grid: PatchGrid?, jobs: Int, _ interruption: Interruption,
    _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws(SkilletError) -> [MomentReading] {
    let done = Mutex(0)
    do {
      return try parallelMap(sources.count, width: jobs) { place in
        let reading = try MomentReading(sources[place], grid: grid, interruption: interruption)
        let count = done.withLock { done in
          done += 1
          return done
        }
        progress(
          TrainingProgress(stage: "reading", done: count, expected: sources.count, unit: "videos"))
        return reading
      }
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "reading: \(error)")
    }
  }
}
