internal import Features
internal import Frames
internal import LinearAlgebra
internal import VideoIO

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What was measured of a clip: its rows, how long it is, how much moves.
public struct ClipMeasurement: Sendable {
  /// A row a picture, as `ClipRows` has them.
  var rows: Matrix
  /// Frames that were looked at: all of them, or those of an equal length.
  public var frames: Int
  /// Frames in the file.
  public var framesInFile: Int
  /// Seconds of what was looked at; those of the whole clip where it was resampled.
  public var seconds: Double
  /// Mean absolute change from picture to picture, in codes.
  public var motion: Double

  /// Pictures of a clip that are kept; longer ones are thinned by halves.
  static let mostPictures = 2048

  /// Reads a clip.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - length: how much of it is looked at.
  ///   - rate: pictures a second, at most.
  /// - Throws: `SkilletError` where it cannot be read as a video of at least two frames.
  init(
    _ path: String, length: AssessedLength, rate: Double, interruption: Interruption
  ) throws(SkilletError) {
    var pictures = ThinnedPictures(limit: Self.mostPictures, rate: rate)
    let info = try pictures.read(path, interruption)
    guard info.frames > 1, pictures.kept.count > 1 else {
      throw SkilletError(
        .badData, "\(path): the clip has one frame; nothing is done in it that could be assessed")
    }
    // A picture that comes twice would tell how short the clip was.
    if let count = length.count, pictures.kept.count < count {
      throw SkilletError(
        .badData,
        "\(path): the clip has \(pictures.kept.count) pictures, fewer than the \(count) that are taken "
          + "of every clip; leave it out, or train with fewer --pictures")
    }
    let places = length.places(of: pictures.kept.count)
    let rows = ClipRows.rows(of: places.map { pictures.kept[$0] })
    self.rows = rows
    framesInFile = info.frames
    frames = length.isEqual ? places.count : info.frames
    seconds = info.duration
    if case .cut = length { seconds *= Double(places.count) / Double(pictures.kept.count) }
    let changes = (1..<rows.rows).map { Double(expm1(rows[$0, 0])) }
    motion = changes.reduce(0, +) / Double(max(1, changes.count))
  }

  /// How many pictures a clip has at a rate, decoded.
  static func pictureCount(
    _ path: String, rate: Double, interruption: Interruption
  ) throws(SkilletError) -> Int {
    var pictures = ThinnedPictures(limit: mostPictures, rate: rate)
    pictures.onlyCounts = true
    _ = try pictures.read(path, interruption)
    return pictures.count
  }
}

/// The pictures of a clip at an even distance, thinned by halves where there are too many.
private struct ThinnedPictures {
  private(set) var kept: [SmallPicture] = []
  /// Pictures that are kept, or would be.
  private(set) var count = 0
  /// Whether pictures are counted and not looked at.
  var onlyCounts = false

  private let limit: Int
  private let leastDistance: Double
  private var stride = 1
  private var seen = 0
  private var lastTime = -Double.infinity

  init(limit: Int, rate: Double) {
    self.limit = limit
    leastDistance = 1 / rate - 0.004
  }

  /// Reads a video to its end.
  mutating func read(
    _ path: String, _ interruption: Interruption
  ) throws(SkilletError) -> VideoInfo {
    let info: VideoInfo
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: 1))
      var table = FrameTable(
        timeBase: reader.header.timeBase, capacity: reader.header.framesFromHeader ?? 0)
      var picture = SmallPicture(
        width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)
      while !interruption.isRequested, let frame = try reader.next() {
        table.appendCurrent(of: reader)
        guard !reader.currentIsCorrupt, frame.seconds - lastTime >= leastDistance else { continue }
        lastTime = frame.seconds
        if seen % stride == 0 {
          if !onlyCounts { try reader.average(into: &picture) }
          keep(picture)
        }
        seen += 1
      }
      if table.count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      info = reader.info(of: table)
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
    return info
  }

  private mutating func keep(_ picture: SmallPicture) {
    count += 1
    if !onlyCounts { kept.append(picture) }
    guard count > limit else { return }
    stride *= 2
    count = (count + 1) / 2
    if !onlyCounts { kept = Swift.stride(from: 0, to: kept.count, by: 2).map { kept[$0] } }
  }
}
