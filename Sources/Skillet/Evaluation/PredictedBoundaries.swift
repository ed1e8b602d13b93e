internal import Annotations
internal import Frames

/// What one prediction file says.
struct PredictedBoundaries {
  /// The file.
  let path: String
  /// The video's name; nil where neither the text nor the file's name says it.
  let name: String?
  /// Frames of the video as a document counts them.
  let frames: Int?
  /// Frames a second as a document states them.
  let frameRate: Double?
  /// Whether a document says that the frame rate varies.
  let hasVariableRate: Bool
  private let intervals: Intervals
  private let kinds: [BoundaryKind?]

  /// Reads a file in any format that segments are read in.
  init(path: String) throws(SkilletError) {
    self.path = path
    let text = try AnnotationFiles.text(of: path)
    do {
      if SegmentFormat(fileName: path) ?? .mstcn == .segments {
        let document = try SegmentsDocument(text: text, file: path)
        let rate = document.video.averageFrameRate.quotient
        name = VideoName.ofVideo(document.video.path)
        frames = document.video.frames
        hasVariableRate = document.video.variableFrameRate
        frameRate = rate > 0 ? rate : nil
        intervals = document.intervals
        kinds = document.segments.map(\.kind)
      } else {
        let format = SegmentFormat(fileName: path) ?? .mstcn
        name = VideoName.ofAnnotation(path)
        intervals = try format.read(text, context: ReadingContext(file: path))
        if case .frames(let list) = intervals {
          frames = list.last?.frames.upperBound
        } else {
          frames = nil
        }
        (frameRate, hasVariableRate, kinds) = (nil, false, [])
      }
    } catch {
      throw SkilletError(error)
    }
  }

  /// The starts of all segments but the first, ascending, within a video of so many frames.
  ///
  /// Times become frames by the frame rate. A kind keeps only the boundaries of that kind, which
  /// only documents tell.
  func boundaries(
    frames: Int, frameRate: Double?, kind: BoundaryKind?
  ) throws(SkilletError) -> [Int] {
    var starts: [Int]
    switch intervals {
    case .frames(let list): starts = list.map(\.frames.lowerBound)
    case .times:
      guard let frameRate else {
        throw SkilletError(
          .badData, "\(path): cannot turn times into frames: the truth states no frame rate")
      }
      starts = intervals.frameIntervals(.rate(frameRate)).map(\.frames.lowerBound)
    }
    if let kind {
      if kinds.isEmpty {
        throw SkilletError(
          .usage, "\(path): only segments documents tell the kind of a boundary; drop --kind")
      }
      starts = zip(starts, kinds).filter { $0.1 == kind }.map(\.0)
    } else {
      starts = Array(starts.dropFirst())
    }
    return Set(starts).filter { $0 > 0 && $0 < frames }.sorted()
  }
}
