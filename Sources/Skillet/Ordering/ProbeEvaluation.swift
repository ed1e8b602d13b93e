internal import Evaluation
internal import Foundation
internal import LinearAlgebra
internal import Ordering

/// `skillet evaluate probe`: what frozen features of frames say of skill labels, before and after
/// training, to k nearest neighbours and to a linear reader.
public struct ProbeEvaluation: Sendable {
  /// How features are read.
  public struct Settings: Sendable, Hashable {
    /// Videos at the end, by name, that are asked; the others are read from.
    public var last = 8
    /// Seconds from one frame to the next.
    public var interval = 0.5
    /// Neighbours that vote.
    public var neighbours = 20
    /// How often videos are drawn anew for the intervals.
    public var bootstrap = 2000
    /// The seed of the intervals.
    public var seed: UInt64 = 0
    /// Threads.
    public var jobs = 2

    /// The usual settings.
    public init() {}
  }

  /// The accuracy of one reader on one kind of features.
  struct Row: Sendable {
    var features: String
    var seed: UInt64?
    var reader: String
    /// For each asked video the frames that were labelled right, and all.
    var right: [(Double, Double)]
  }

  let settings: Settings
  /// Videos that were read from, and those asked.
  let learned, asked: [String]
  let classes: Int
  let frames: (learned: Int, asked: Int)
  let rows: [Row]

  /// Reads features of models and of the built-in extractor.
  ///
  /// - Parameters:
  ///   - sources: videos with labelled segments.
  ///   - models: files of ordering models.
  /// - Throws: `SkilletError` where labels are missing or too few videos are given.
  public init(
    _ sources: [OrderedSource], models: [String], settings: Settings = Settings(),
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) {
    self.settings = settings
    guard sources.count > settings.last else {
      throw SkilletError(
        .badData,
        "\(sources.first?.path ?? "the data set"): \(sources.count) videos are not more than the "
          + "\(settings.last) that are asked; give more, or ask fewer with --last")
    }
    let names = try Self.labels(sources)
    var rows: [Row] = []
    var table = Table(sources: sources, classes: names, settings: settings)
    let plain = try MomentReading.all(
      sources, grid: nil, jobs: settings.jobs, interruption, progress)
    try table.add("most frequent label", nil, nil, plain, to: &rows)
    let scale = OrderingNetwork(
      encoder: .fixed(
        means: Array(repeating: 0, count: plain[0].rows.width),
        scales: Array(repeating: 1, count: plain[0].rows.width)),
      head: Self.smallHead(plain[0].rows.width))
    try table.add("built-in", nil, scale, plain, to: &rows)
    for file in models {
      let model = try OrderingModel(path: file)
      guard model.network.hasTrainedEncoder else {
        throw SkilletError(
          .badData,
          "\(file): its encoder is not trained: it sees the built-in features as they are, before "
            + "and after; train one with `skillet train ordering --encoder patches`")
      }
      let readings = try MomentReading.all(
        sources, grid: model.grid, jobs: settings.jobs, interruption, progress)
      let seed = model.settings.seed
      try table.add("before training", seed, model.untrained, readings, to: &rows)
      try table.add(
        model.settings.training.sampler.isReversed ? "after, reversed" : "after training", seed,
        model.network, readings, to: &rows)
      try interruption.check()
    }
    self.rows = rows
    learned = sources.dropLast(settings.last).map(\.name)
    asked = sources.suffix(settings.last).map(\.name)
    classes = names.count
    frames = (table.learnedCount, table.askedCount)
  }

  private static func smallHead(_ width: Int) -> OrderingHead {
    var generator = SplitMix64(seed: 0)
    var shape = OrderingHead.Shape(inputs: 2 * width)
    (shape.width, shape.depth) = (4, 1)
    return OrderingHead(shape, using: &generator)
  }

  private static func labels(_ sources: [OrderedSource]) throws(SkilletError) -> [String] {
    var names: Set<String> = []
    for source in sources {
      let found = source.labels.compactMap { $0 }
      guard source.segments != nil, !found.isEmpty else {
        throw SkilletError(
          .badData,
          "\(source.path): no segment has a label; put \(source.name).json with labels beside it, "
            + "or name files with --truth")
      }
      names.formUnion(found)
    }
    return names.sorted()
  }

  /// The frames that are read from and asked, with their labels.
  private struct Table {
    let sources: [OrderedSource]
    let classes: [String]
    let settings: Settings
    var learnedCount = 0
    var askedCount = 0

    init(sources: [OrderedSource], classes: [String], settings: Settings) {
      (self.sources, self.classes, self.settings) = (sources, classes, settings)
    }

    /// Rows and classes of a video: every `interval`, where a label is known.
    private func labelled(
      _ source: OrderedSource, _ reading: MomentReading
    ) -> (rows: [Int], classes: [Int]) {
      let step = max(1, Int((settings.interval * 10).rounded()))
      var (rows, found): ([Int], [Int]) = ([], [])
      for (segment, label) in zip(source.segments ?? [], source.labels) {
        guard let label, let place = classes.firstIndex(of: label) else { continue }
        for row in reading.rowFrames.indices
        where row % step == 0 && segment.contains(reading.rowFrames[row]) {
          rows.append(row)
          found.append(place)
        }
      }
      return (rows, found)
    }

    mutating func add(
      _ name: String, _ seed: UInt64?, _ network: OrderingNetwork?, _ readings: [MomentReading],
      to rows: inout [Row]
    ) throws(SkilletError) {
      let parts = zip(sources, readings).map { labelled($0, $1) }
      let labels = parts.dropLast(settings.last).flatMap(\.classes)
      let asked = Array(parts.suffix(settings.last))
      (learnedCount, askedCount) = (labels.count, asked.reduce(0) { $0 + $1.rows.count })
      guard !labels.isEmpty, asked.allSatisfy({ !$0.rows.isEmpty }) else {
        throw SkilletError(
          .badData,
          "\(sources[0].path) and others: too few frames have a label; ask more often "
            + "with --interval")
      }
      func score(_ found: [Int]) -> [(Double, Double)] {
        var place = 0
        return asked.map { part in
          let right = part.classes.enumerated().count { found[place + $0.offset] == $0.element }
          place += part.classes.count
          return (Double(right), Double(part.classes.count))
        }
      }
      guard let network else {
        var counts = [Int](repeating: 0, count: classes.count)
        for label in labels { counts[label] += 1 }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        let found = Array(repeating: most, count: askedCount)
        rows.append(Row(features: name, seed: nil, reader: "-", right: score(found)))
        return
      }
      func features(_ range: Range<Int>) -> Matrix {
        let all = range.map { network.features(readings[$0].rows, rows: parts[$0].rows) }
        return Matrix(
          rows: all.reduce(0) { $0 + $1.rows }, columns: network.featureWidth,
          values: all.flatMap(\.values))
      }
      let split = sources.count - settings.last
      var probe = FeatureProbe(features(0..<split), labels: labels, classes: classes.count)
      probe.neighbours = settings.neighbours
      let questions = features(split..<sources.count)
      rows.append(
        Row(
          features: name, seed: seed, reader: "\(settings.neighbours)-NN",
          right: score(probe.nearest(questions))))
      rows.append(
        Row(features: name, seed: seed, reader: "linear", right: score(probe.linear(questions))))
    }
  }
}
