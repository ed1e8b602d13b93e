internal import Features
internal import Frames
internal import Segmentation

/// The meters of one pass over a video, in step: pictures in, finished samples out.
struct SamplePass {
  /// What became known by one more picture.
  struct News {
    var samples: [Sample] = []
    var turns: [Float] = []
    var vectors: [Vector] = []
  }

  /// A sample whose change is known.
  struct Sample {
    var frame: Int32
    var sharpest: Int32
    var time: Double
    var change: PictureChange
  }

  /// A feature vector and its surprise.
  struct Vector {
    var values: [Float]
    var sample: Int
    var time: Double
    var surprise: Float
  }

  /// The picture of the frame at hand; the reader fills it.
  var picture = SmallPicture(
    width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)

  private let leastDistance: Double
  private var meter = PictureChangeMeter()
  private var turns = MotionTurn()
  private var extractor = FeatureExtractor()
  private var predictor = OnlinePredictor(dimensions: FeatureLayout.dimensions)
  /// The sample that waits for the next picture.
  private var pending: (picture: SmallPicture, frame: FrameTime, sharpest: Int32)?
  private var lastPicture: SmallPicture?
  private var lastTime = 0.0
  /// Seconds over the usual distance that a sample waits at most.
  private static let patience = 0.017
  private var sharpest: (frame: Int32, change: Int) = (0, -1)

  private let makesFeatures: Bool

  init(_ settings: VideoAnalysis.Settings) {
    leastDistance = 1 / settings.sampleRate - 0.004
    makesFeatures = settings.makesFeatures
  }

  /// Notes how sharply the picture changes at a frame, and says whether it is the next sample.
  ///
  /// A frame that only repeats the one before it, to fill up a frame rate that is higher than the
  /// sample rate, waits for the next one that does not: else motion would look like stop and go.
  mutating func isSample(_ frame: FrameTime) -> Bool {
    let change = lastPicture.map { distance(picture, $0) } ?? 0
    if change > sharpest.change { sharpest = (Int32(frame.index), change) }
    let isFilling =
      lastPicture != nil && change * 20 < picture.luma.count
      && frame.seconds - lastTime < leastDistance
    (lastPicture, lastTime) = (picture, frame.seconds)
    guard let pending else { return true }
    let elapsed = frame.seconds - pending.frame.seconds
    return elapsed >= leastDistance && !(isFilling && elapsed < leastDistance + Self.patience)
  }

  /// Takes the frame at hand as the next sample.
  mutating func take(_ frame: FrameTime) -> News {
    let change = meter.process(picture)
    var news = News()
    if let change { complete(change, into: &news) }
    pending = (picture, frame, sharpest.frame)
    sharpest = (0, -1)
    return news
  }

  /// What remains to be told when the video has ended.
  mutating func finish() -> News {
    var news = News()
    if let change = meter.finish() { complete(change, into: &news) }
    news.turns += turns.finish()
    for vector in extractor.finish() { surprise(vector, into: &news) }
    return news
  }

  private mutating func complete(_ change: PictureChange, into news: inout News) {
    guard let pending else { return }
    let time = pending.frame.seconds
    news.samples.append(
      Sample(
        frame: Int32(pending.frame.index), sharpest: pending.sharpest, time: time, change: change))
    news.turns += turns.process(change, at: time)
    guard makesFeatures else { return }
    for vector in extractor.process(pending.picture, change, at: time) {
      surprise(vector, into: &news)
    }
  }

  private mutating func surprise(_ vector: FeatureExtractor.Vector, into news: inout News) {
    news.vectors.append(
      Vector(
        values: vector.values, sample: vector.sample, time: vector.time,
        surprise: predictor.process(vector.values)))
  }

  private func distance(_ a: SmallPicture, _ b: SmallPicture) -> Int {
    var sum = 0
    for i in 0..<a.luma.count { sum &+= abs(Int(a.luma[i]) &- Int(b.luma[i])) }
    return sum
  }
}
