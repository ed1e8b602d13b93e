internal import Annotations
internal import Features
public import Frames
internal import LinearAlgebra
public import Segmentation
public import VideoIO

/// A demonstration as a predictor sees it, and the frame of each of its rows.
public struct SeriesReading: Sendable {
  /// The rows.
  public var series: DemonstrationSeries
  /// Whether the action of each row does nothing; empty where actions are not looked at.
  public var isNull: [Bool] = []
  /// The frame of each row, rising.
  public var rowFrames: [Int]
  /// The time stamp of every frame.
  public var frames: FrameTable
  /// The facts of the video.
  public var info: VideoInfo
  /// What a person should know.
  public var notes: [String]

  /// Reads a video once.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - inputs: what is seen.
  ///   - actions: the actions, where the inputs need them.
  ///   - stretch: the stretch of the file that is read, in seconds; nil for all of it.
  ///   - interruption: asked once a frame.
  ///   - progress: told the number of frames so far and the header's count.
  /// - Throws: `SkilletError` where the video cannot be read, or where the actions do not fit it.
  public init(
    _ path: String, inputs: SeriesInputs, actions: ActionRecording?, threads: Int = 1,
    stretch: Range<Double>? = nil,
    interruption: Interruption = Interruption(), progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    var rows = PictureRows(inputs)
    var table: FrameTable
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: threads))
      if let stretch { reader.begin(stretch) }
      let total = reader.header.framesFromHeader(within: stretch)
      table = FrameTable(timeBase: reader.header.timeBase, capacity: total ?? 0)
      while !interruption.isRequested, let frame = try reader.next() {
        table.appendCurrent(of: reader)
        if rows.wants(frame) {
          // A concealed picture would look like an event: the one before stands for it.
          if !reader.currentIsCorrupt { try rows.look(at: &reader) }
          rows.append(frame)
        }
        progress(table.count, total)
      }
      if table.count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      info = reader.info(of: table)
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
    frames = table
    rowFrames = rows.frames
    notes = []
    var (codes, moves) = ([Int32](repeating: -1, count: rowFrames.count), Matrix?.none)
    if inputs.needsActions {
      guard let actions else {
        throw SkilletError(
          .usage, "\(path): the predictor needs the actions; name them with --actions FILE")
      }
      let (track, found) = try actions.rows(
        rowFrames, of: table, framesInHeader: info.framesInHeader)
      notes += actions.notes + found
      isNull = track.isNull
      (codes, moves) = try inputs.numbers(of: track, file: actions.path)
    }
    series = rows.series(codes: codes, moves: moves)
    try label(with: inputs.latent)
  }
}

extension SeriesReading {
  /// Gives the rows codes that are made up from what is seen.
  mutating func label(with latent: LatentActions?) throws(SkilletError) {
    guard let latent else { return }
    do throws(ActionVocabularyError) {
      series.codes = try latent.codes(series)
    } catch {
      throw SkilletError(.failed, "\(info.path): \(error)")
    }
  }
}

extension SeriesInputs {
  /// The codes and the moves of the rows, from a track with a row a frame.
  func numbers(
    of track: ActionTrack, file: String
  ) throws(SkilletError) -> (codes: [Int32], moves: Matrix?) {
    func mismatch(_ has: String, _ wants: String) -> SkilletError {
      SkilletError(
        .badData,
        "\(file): the actions are \(has), the predictor was trained on \(wants); "
          + "use the predictor of this data set, or train one")
    }
    var codes = [Int32](repeating: -1, count: track.count)
    if let vocabulary {
      let isContinuous = track.space.kind == .continuous
      guard vocabulary.isContinuous == isContinuous, vocabulary.width == track.width else {
        throw mismatch(
          "\(track.space.kind.rawValue) of width \(track.width)",
          "\(vocabulary.isContinuous ? "continuous" : "discrete") ones of width \(vocabulary.width)"
        )
      }
      if case .identity(let choices) = vocabulary.rule,
        let code = track.codes.max(), code >= choices
      {
        throw mismatch("choices up to \(code)", "\(choices) choices")
      }
      do throws(ActionVocabularyError) {
        codes =
          isContinuous
          ? try vocabulary.codes(ofNumbers: track.numbers, isValid: track.isValid)
          : vocabulary.codes(of: track.codes, isValid: track.isValid)
      } catch {
        throw SkilletError(.badData, "\(file): \(error)")
      }
    }
    guard moves == .actions else { return (codes, nil) }
    guard track.space.kind == .continuous else { throw mismatch("choices", "numbers") }
    if let moveWidth, moveWidth != track.width {
      throw mismatch("\(track.width) numbers a row", "\(moveWidth)")
    }
    return (codes, Matrix(rows: track.count, columns: track.width, values: track.numbers))
  }
}

extension ActionRecording {
  /// The actions of rows, each a frame of a video, and what a person should know of them.
  func rows(
    _ rowFrames: [Int], of frames: FrameTable, framesInHeader: Int?
  ) throws(SkilletError) -> (track: ActionTrack, notes: [String]) {
    let seconds = (0..<frames.count).map { frames[$0].seconds }
    let aligned = try aligned(toFrames: seconds, framesInHeader: framesInHeader)
    let hasAll = rowFrames.count == aligned.track.count
    return (hasAll ? aligned.track : aligned.track.sampled(at: rowFrames), aligned.notes)
  }
}
