internal import Features
public import Frames
public import Segmentation
public import VideoIO

/// What one pass over a video leaves behind: its frames' times, and what happened between samples.
///
/// Every frame is decoded and counted. At most `sampleRate` frames a second are compared (a frame
/// is taken once 1 / sampleRate s less 4 ms have passed), corrupt ones never. Of the frames between
/// two samples the one with the sharpest change is remembered, so that a shot is exact to the
/// frame at any rate. Memory: about 30 bytes a frame, and 36 more a sample where the track is kept.
public struct VideoAnalysis: Sendable {
  /// The facts of the video.
  public var info: VideoInfo
  /// The time stamp of every frame.
  public var frames: FrameTable
  /// The frame of each sample.
  public var sampleFrames: [Int32] = []
  /// The frame with the sharpest change since the sample before.
  public var sharpestFrames: [Int32] = []
  /// The default score of each sample, made while reading.
  public var fused = FusedScores()
  /// What happened between the samples; empty where it was not kept.
  public var track: ChangeTrack
  /// The surprise of the on-line predictor, one a hop of `FeatureLayout.hop` seconds.
  public var surprises: [Float] = []
  /// The sample that each hop shows.
  public var hopSamples: [Int32] = []

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

    /// Collects the settings.
    public init(
      sampleRate: Double = 30, threads: Int = 2, keepsTrack: Bool = true,
      makesFeatures: Bool = true
    ) {
      self.sampleRate = sampleRate
      self.threads = threads
      self.keepsTrack = keepsTrack
      self.makesFeatures = makesFeatures
    }
  }

  /// Reads a video once.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - settings: the sample rate and the threads.
  ///   - interruption: asked once a frame.
  ///   - features: told each feature vector, its sample and its time since the first sample.
  ///   - progress: told the number of frames so far and the header's count.
  /// - Throws: `SkilletError` where the file cannot be read as a video.
  public init(
    _ path: String, settings: Settings = Settings(), interruption: Interruption = Interruption(),
    features: (([Float], Int, Double) -> Void)? = nil,
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    do throws(VideoError) {
      var reader = try VideoReader(
        path, options: .init(threads: settings.threads, sparesLoopFilter: true))
      let expected = reader.header.framesFromHeader ?? 0
      frames = FrameTable(timeBase: reader.header.timeBase, capacity: expected)
      let samples = min(expected, 1 << 22)
      track = ChangeTrack(capacity: settings.keepsTrack ? samples : 0)
      sampleFrames.reserveCapacity(samples)
      sharpestFrames.reserveCapacity(samples)
      var stream = FusedEvidenceStream(capacity: samples)
      info = reader.info(of: frames)
      var pass = SamplePass(settings)
      while !interruption.isRequested, let frame = try reader.next() {
        frames.append(frame, end: reader.currentEnd, isKey: reader.currentIsKey)
        if !reader.currentIsCorrupt {
          try reader.average(into: &pass.picture)
          if pass.isSample(frame) {
            record(pass.take(frame), &stream, settings, features)
          }
        }
        progress(frames.count, reader.header.framesFromHeader)
      }
      if frames.count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      record(pass.finish(), &stream, settings, features)
      stream.finish()
      fused = stream.scores
      frames.hasMadeUpTimes = reader.damage.repairedTimes > 0
      info = reader.info(of: frames)
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
  }

  private mutating func record(
    _ news: SamplePass.News, _ stream: inout FusedEvidenceStream, _ settings: Settings,
    _ features: (([Float], Int, Double) -> Void)?
  ) {
    for sample in news.samples {
      sampleFrames.append(sample.frame)
      sharpestFrames.append(sample.sharpest)
      let change = sample.change
      stream.append(
        time: sample.time, amount: change.amount, share: change.share, residual: change.residual,
        persistence: change.persistence, independence: change.independence,
        unexplained: change.unexplained)
      if settings.keepsTrack {
        track.append(
          time: sample.time, amount: change.amount, share: change.share,
          residual: change.residual, persistence: change.persistence,
          independence: change.independence, unexplained: change.unexplained)
      }
    }
    stream.append(turns: news.turns)
    if settings.keepsTrack { track.turn += news.turns }
    for vector in news.vectors {
      surprises.append(vector.surprise)
      hopSamples.append(Int32(vector.sample))
      features?(vector.values, vector.sample, vector.time)
    }
  }
}
