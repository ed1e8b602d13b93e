internal import Features
public import Frames
public import Segmentation
public import VideoIO

/// What one pass over a video leaves behind: its frames' times, and what happened between samples.
///
/// Every frame is decoded and counted. At most `sampleRate` frames a second are compared (a frame
/// is taken once 1 / sampleRate s less 4 ms have passed), corrupt ones never. Of the frames between
/// two samples the one with the sharpest change is remembered, so that a shot is exact to the
/// frame at any rate. Memory: about 15 bytes a frame, and 36 more a sample where the track is kept.
public struct VideoAnalysis: Sendable {
  /// The facts of the video.
  public var info: VideoInfo
  /// The time stamp of every frame.
  public var frames: FrameTable
  /// The frame of each sample.
  public var sampleFrames: [Int32] = []
  /// How many frames before its own each sample's sharpest change since the last sample lies; 255
  /// stands for that and more.
  public var framesSinceSharpest: [UInt8] = []
  /// The default score of each sample, made while reading.
  public var fused = FusedScores()
  /// What happened between the samples; empty where it was not kept.
  public var track = ChangeTrack()
  /// The surprise of the on-line predictor, one a hop of `FeatureLayout.hop` seconds.
  public var surprises: [Float] = []
  /// The sample that each hop shows.
  public var hopSamples: [Int32] = []
  /// The feature vector of each hop, one after another; empty where they were not kept.
  public var features: [Float] = []

  /// How a pass is made.
  public struct Settings: Sendable, Hashable {
    /// Samples a second, at most.
    public var sampleRate: Double
    /// Decoder threads.
    public var threads: Int
    /// Whether what happened between the samples is kept, 32 bytes a sample.
    public var keepsTrack: Bool
    /// Whether feature vectors are made and the on-line predictor runs on them.
    public var makesFeatures: Bool
    /// Whether the feature vectors are kept, 272 bytes a hop.
    public var keepsFeatures: Bool
    /// The stretch of the file that is read, in seconds; nil for all of it.
    public var stretch: Range<Double>?

    /// Collects the settings.
    public init(
      sampleRate: Double = 30, threads: Int = 2, keepsTrack: Bool = true,
      makesFeatures: Bool = true, keepsFeatures: Bool = false
    ) {
      self.sampleRate = sampleRate
      self.threads = threads
      self.keepsTrack = keepsTrack
      self.makesFeatures = makesFeatures || keepsFeatures
      self.keepsFeatures = keepsFeatures
    }
  }

  /// Reads a video once.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - settings: the sample rate and the threads.
  ///   - interruption: asked once a frame.
  ///   - progress: told the number of frames so far and the header's count.
  /// - Throws: `SkilletError` where the file cannot be read as a video.
  public init(
    _ path: String, settings: Settings = Settings(), interruption: Interruption = Interruption(),
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    do throws(VideoError) {
      var reader = try VideoReader(
        path, options: .init(threads: settings.threads, sparesLoopFilter: true))
      // What reading a long index needed is not needed again.
      FreedMemory.giveBack()
      if let stretch = settings.stretch { reader.begin(stretch) }
      let total = reader.header.framesFromHeader(within: settings.stretch)
      let expected = total ?? 0
      frames = FrameTable(timeBase: reader.header.timeBase, capacity: expected)
      info = reader.info(of: frames)
      let meters = MeterQueue(settings, capacity: min(expected, 1 << 22))
      let size = PictureChangeMeter.pictureSize
      var picture = SmallPicture(width: size.width, height: size.height)
      while !interruption.isRequested, let frame = try reader.next() {
        frames.appendCurrent(of: reader)
        if !reader.currentIsCorrupt {
          try reader.average(into: &picture)
          meters.take(picture, frame)
        }
        progress(frames.count, total)
      }
      if frames.count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      let record = meters.finish()
      info = reader.info(of: frames)
      _ = consume reader
      FreedMemory.giveBack()
      keep(record)
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
  }

  private mutating func keep(_ record: SampleRecord) {
    sampleFrames = record.sampleFrames.frames
    framesSinceSharpest = record.framesSinceSharpest
    fused = record.scores
    track = record.track
    surprises = record.surprises
    hopSamples = record.hopSamples
    features = record.features
  }
}
