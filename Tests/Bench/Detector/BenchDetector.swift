import Features
import Frames
import Segmentation

/// Prints how many samples a second each part of the detector takes on one core.
///
/// Run by `swift run -c release bench-detector`; figures are best of five. Ratios of parts measured
/// in one run compare across machines, bare seconds do not. `bench-detector growth 2000 20000` prints
/// seconds for series of those lengths instead; see `Tests/Bench/segmenters`. `bench-detector models`
/// times the models that are shipped.
@main
enum BenchDetector {
  static func main() {
    if CommandLine.arguments.dropFirst().first == "growth" {
      Growth.measure(CommandLine.arguments.dropFirst(2).compactMap { Int($0) })
      return
    }
    if CommandLine.arguments.dropFirst().first == "models" {
      ShippedModels.measure(CommandLine.arguments.dropFirst(2).first ?? "Models")
      return
    }
    let count = 30 * 3600
    let track = madeTrack(count)
    report("fused evidence and peaks", samples: count) {
      let scores = FusedEvidence().scores(track).score
      return FusedEvidence.peaks(minimumGap: 0.4).select(scores, at: track.times).count
    }
    let scores = FusedEvidence().scores(track).score
    report("published rule", samples: count) {
      var rule = PublishedRule(gap: 3)
      return rule.run(scores).boundaries.count
    }
    report("sigma rule", samples: count) {
      var rule = SigmaRule(sigmas: 5, floor: 0.3, minimumLength: 10, maximumLength: 1200)
      return rule.run(scores).boundaries.count
    }
    for dimensions in [68, 128] {
      let vectors = madeVectors(2000, dimensions)
      report("on-line predictor, \(dimensions) values", samples: vectors.count) {
        var predictor = OnlinePredictor(dimensions: dimensions)
        return vectors.reduce(0) { $0 + (predictor.process($1) > 0 ? 1 : 0) }
      }
    }
    let pictures = madePictures(300)
    report("picture change", samples: pictures.count) {
      var meter = PictureChangeMeter()
      return pictures.reduce(0) { $0 + Int(meter.process($1)?.amount ?? 0) }
    }
    var meter = PictureChangeMeter()
    let changes = pictures.compactMap { meter.process($0) }
    report("turn of the motion", samples: changes.count) {
      var turns = MotionTurn()
      return changes.indices.reduce(0) {
        $0 + turns.process(changes[$1], at: Double($1) / 30).count
      }
    }
    report("feature vectors", samples: changes.count) {
      var extractor = FeatureExtractor()
      return changes.indices.reduce(0) {
        $0 + extractor.process(pictures[$1], changes[$1], at: Double($1) / 30).count
      }
    }
  }

  private static func report(_ name: String, samples: Int, _ work: () -> Int) {
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    var check = 0
    for _ in 0..<5 { best = min(best, clock.measure { check = work() }) }
    let seconds = Double(best.components.attoseconds) / 1e18 + Double(best.components.seconds)
    let rate = Int(Double(samples) / seconds)
    let cost = (seconds / Double(samples) * 1e8).rounded() / 100
    print("\(name): \(rate) samples a second, \(cost) us a sample (check \(check))")
  }

  static func madeTrack(_ count: Int) -> ChangeTrack {
    var generator = Seeded(1)
    var track = ChangeTrack(capacity: count)
    for i in 0..<count {
      track.append(
        time: Double(i) / 30, amount: generator.unit() * 10, share: generator.unit() * 20,
        residual: generator.unit() * 8, persistence: 1, independence: 1)
      track.turn.append(generator.unit())
    }
    return track
  }

  private static func madeVectors(_ count: Int, _ dimensions: Int) -> [[Float]] {
    var generator = Seeded(2)
    var vector = [Float](repeating: 0, count: dimensions)
    return (0..<count).map { _ in
      for i in vector.indices { vector[i] = 0.95 * vector[i] + generator.unit() - 0.5 }
      return vector
    }
  }

  /// A texture that moves, with some noise.
  private static func madePictures(_ count: Int) -> [SmallPicture] {
    var generator = Seeded(3)
    let texture = (0..<(256 * 36)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    return (0..<count).map { index in
      var picture = SmallPicture(width: 64, height: 36)
      for y in 0..<36 {
        for x in 0..<64 {
          let value = Int(texture[y * 256 + (x + index * 2) % 256]) / 2 + 64
          picture.luma[y * 64 + x] = UInt8(value + Int(generator.unit() * 4))
        }
      }
      return picture
    }
  }
}

/// Numbers that repeat (a linear congruential generator).
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func unit() -> Float { Float(next() & 0xFFFF) / 65_536 }
}
