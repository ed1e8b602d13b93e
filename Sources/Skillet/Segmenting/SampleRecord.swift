internal import Features
internal import Frames
internal import Segmentation

/// What a pass over a video has found out so far, in columns.
struct SampleRecord {
  let settings: VideoAnalysis.Settings
  private(set) var sampleFrames: RisingFrames
  private(set) var framesSinceSharpest: [UInt8] = []
  private(set) var track: ChangeTrack
  private(set) var surprises: [Float] = []
  private(set) var hopSamples: [Int32] = []
  private(set) var features: [Float] = []
  var scores: FusedScores { stream.scores }

  private var pass: SamplePass
  private var stream: FusedEvidenceStream

  /// A record with room for `capacity` samples.
  init(_ settings: VideoAnalysis.Settings, capacity: Int) {
    self.settings = settings
    track = ChangeTrack(capacity: settings.keepsTrack ? capacity : 0)
    pass = SamplePass(settings)
    stream = FusedEvidenceStream(capacity: capacity)
    sampleFrames = RisingFrames(capacity: capacity)
    framesSinceSharpest.reserveCapacity(capacity)
  }

  /// Takes the next frame that was shown.
  mutating func take(_ picture: SmallPicture, _ frame: FrameTime) {
    pass.picture = picture
    if pass.isSample(frame) { record(pass.take(frame)) }
  }

  /// Ends the pass.
  mutating func finish() {
    record(pass.finish())
    stream.finish()
  }

  private mutating func record(_ news: SamplePass.News) {
    for sample in news.samples {
      sampleFrames.append(sample.frame)
      framesSinceSharpest.append(UInt8(clamping: sample.frame - sample.sharpest))
      let change = sample.change
      stream.append(
        time: sample.time, amount: change.amount, share: change.share, residual: change.residual,
        persistence: change.persistence, independence: change.independence,
        unexplained: change.unexplained)
      guard settings.keepsTrack else { continue }
      track.append(
        time: sample.time, amount: change.amount, share: change.share, residual: change.residual,
        persistence: change.persistence, independence: change.independence,
        unexplained: change.unexplained)
    }
    stream.append(turns: news.turns)
    if settings.keepsTrack { track.turn += news.turns }
    for vector in news.vectors {
      surprises.append(vector.surprise)
      hopSamples.append(Int32(vector.sample))
      if settings.keepsFeatures { features += vector.values }
    }
  }
}
