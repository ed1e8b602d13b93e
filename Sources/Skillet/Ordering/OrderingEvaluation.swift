internal import Evaluation
internal import Features
internal import Foundation
internal import LinearAlgebra
internal import Ordering

/// `skillet evaluate ordering`: shuffled segments of videos are put in order by trained models.
public struct OrderingEvaluation: Sendable {
  /// How lists are asked and intervals drawn.
  public struct Settings: Sendable, Hashable {
    /// Segments of a short list.
    public var length = 5
    /// Short lists a video.
    public var draws = 50
    /// How often videos are drawn anew for the intervals.
    public var bootstrap = 2000
    /// The seed of the lists and of the intervals.
    public var seed: UInt64 = 0
    /// Threads.
    public var jobs = 2

    /// The usual settings.
    public init() {}
  }

  /// What one model reached on one video.
  struct Figures: Sendable {
    /// Kendall's tau of all segments, and the mean of short lists.
    var whole, short: Double
    /// The part of short lists in exact order.
    var exact: Double
  }

  /// A model, by its file.
  struct Row: Sendable {
    var file: String
    var settings: OrderingSettings
    var figures: [Figures]

    /// What models differ in beside their seed.
    var recipe: String {
      let training = settings.training
      let lists = training.segmented > 0 ? "segments" : "moments"
      return "\(settings.encoder.rawValue) \(settings.head.kind.rawValue) "
        + "\(training.loss.rawValue) on \(lists)\(training.sampler.isReversed ? " reversed" : "")"
    }
  }

  let settings: Settings
  let videos: [String]
  let counts: [Int]
  let rows: [Row]
  /// What comes of putting the brighter segment first, with no model.
  let brightness: [Figures]

  /// Asks models for the order of segments.
  ///
  /// A short list is `length` segments of a video drawn at random, the rest unseen; a model gets them
  /// shuffled. Videos with fewer segments give no short list of that length, so are a fault.
  ///
  /// - Parameters:
  ///   - sources: videos with their segments.
  ///   - models: files of models.
  public init(
    _ sources: [OrderedSource], models: [String], settings: Settings = Settings(),
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) {
    self.settings = settings
    for source in sources where (source.segments?.count ?? 0) < max(2, settings.length) {
      throw SkilletError(
        .badData,
        "\(source.path): has \(source.segments?.count ?? 0) segments, lists of "
          + "\(settings.length) are asked; leave it out, or ask shorter ones with --length")
    }
    var rows: [Row] = []
    var readings: [String: [MomentReading]] = [:]
    for file in models {
      let model = try OrderingModel(path: file)
      let key = model.grid.map { "\($0.columns) x \($0.rows)" } ?? "built-in"
      if readings[key] == nil {
        readings[key] = try MomentReading.all(
          sources, grid: model.grid, jobs: settings.jobs, interruption, progress)
      }
      var figures: [Figures] = []
      for (place, (source, reading)) in zip(sources, readings[key] ?? []).enumerated() {
        try interruption.check()
        let items = reading.items(of: source)
        figures.append(
          Self.ask(items.count, settings, place) { chosen in
            model.scores(chosen.map { (reading, items[$0]) })
          })
        progress(
          TrainingProgress(
            stage: "ordering", done: place + 1, expected: sources.count, unit: "videos"))
      }
      rows.append(Row(file: file, settings: model.settings, figures: figures))
    }
    self.rows = rows
    let pictures = try MomentReading.all(
      sources, grid: PatchGrid(columns: 2, rows: 2), jobs: settings.jobs, interruption, progress)
    brightness = zip(sources, pictures).enumerated().map { place, one in
      let levels = one.1.items(of: one.0).map { one.1.rows.meanLuma($0) }
      return Self.ask(levels.count, settings, place) { chosen in chosen.map { levels[$0] } }
    }
    videos = sources.map(\.name)
    counts = sources.map { $0.segments?.count ?? 0 }
  }

  /// Shuffles the segments of a video, all and short lists of them, and compares the order of scores.
  private static func ask(
    _ count: Int, _ settings: Settings, _ place: Int, scores: ([Int]) -> [Double]
  ) -> Figures {
    var generator = SplitMix64(seed: settings.seed &+ UInt64(place))
    func agreement(_ chosen: [Int]) -> OrderAgreement {
      // Shuffled, so that no order of the input can help.
      let shuffle = generator.permutation(chosen.count)
      let found = ScoredOrder(scores: scores(shuffle.map { chosen[$0] })).order
      return OrderAgreement(order: found.map { shuffle[$0] })
    }
    let whole = agreement(Array(0..<count))
    var (tau, exact) = (0.0, 0.0)
    for _ in 0..<settings.draws {
      let chosen = generator.permutation(count).prefix(settings.length).sorted()
      let one = agreement(Array(chosen))
      tau += one.tau / Double(settings.draws)
      exact += (one.isExact ? 1 : 0) / Double(settings.draws)
    }
    return Figures(whole: whole.tau, short: tau, exact: exact)
  }
}
