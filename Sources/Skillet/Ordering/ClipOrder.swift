internal import Foundation
public import Ordering

/// `skillet order clips`: in which order clips belong, how sure that is, and what may be swapped.
public struct ClipOrder: Sendable {
  /// A clip: a video, or a segment of one.
  public struct Clip: Sendable, Hashable, Encodable {
    /// The argument or document it comes from.
    public var path: String
    /// The file of the video.
    public var video: String
    /// The place of the segment in its document; nil for a whole video.
    public var segment: Int?
    /// The first frame, and that behind the last.
    public var start, end: Int
    /// The segment's label; nil where it has none.
    public var label: String?

    /// What a person calls it.
    public var name: String {
      let base = URL(fileURLWithPath: path).lastPathComponent
      guard let segment else { return base }
      return "\(base)#\(segment)" + (label.map { " \($0)" } ?? "")
    }
  }

  /// The clips, as they were given.
  public let clips: [Clip]
  /// What their scores say.
  public let scored: ScoredOrder
  /// The model's file.
  public let model: String
  /// The seed that the model was trained with.
  public let seed: UInt64
  /// Below which probability of precedence neighbours may be swapped.
  public let swapLimit: Double
  /// Whether the clips stood in this order already, where they come from documents or were so given.
  public var isAsGiven: Bool { scored.order == Array(clips.indices) }

  /// Orders clips.
  ///
  /// - Parameters:
  ///   - sources: videos, each a clip, and documents, whose segments are clips.
  ///   - model: the trained model.
  ///   - file: the model's file, for the output.
  ///   - swapLimit: neighbours whose precedence is less probable may be swapped.
  /// - Throws: `SkilletError` (65) where there are fewer than two clips or a video shows no picture.
  public init(
    _ sources: [OrderedSource], model: OrderingModel, file: String, swapLimit: Double = 0.75,
    jobs: Int = 2, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) {
    let count = sources.reduce(0) { $0 + ($1.segments?.count ?? 1) }
    guard count > 1 else {
      let place = sources.first?.path ?? "no clip"
      throw SkilletError(
        .badData,
        "\(place): is \(count == 1 ? "one clip only" : "no clip"); an order needs at least two")
    }
    let readings = try MomentReading.all(
      sources, grid: model.grid, jobs: jobs, interruption, progress)
    var clips: [Clip] = []
    var items: [(reading: MomentReading, rows: Range<Int>)] = []
    for (source, reading) in zip(sources, readings) {
      let frames = source.segments ?? [0..<reading.frames]
      for (place, (frames, rows)) in zip(frames, reading.items(of: source)).enumerated() {
        guard !frames.isEmpty else {
          throw SkilletError(.badData, "\(source.path): segment \(place) has no frame")
        }
        clips.append(
          Clip(
            path: source.path, video: source.video,
            segment: source.segments == nil ? nil : place, start: frames.lowerBound,
            end: min(frames.upperBound, reading.frames),
            label: source.labels.isEmpty ? nil : source.labels[place]))
        items.append((reading, rows))
      }
    }
    self.clips = clips
    scored = ScoredOrder(scores: model.scores(items))
    (self.model, seed, self.swapLimit) = (file, model.settings.seed, swapLimit)
  }
}

extension SkilletError {
  /// No model was named, and none suits every purpose.
  public static var noOrderingModel: SkilletError {
    SkilletError(
      .usage,
      "no model says in which order clips come: train one on your videos with `skillet train "
        + "ordering VIDEOS --out O.safetensors`, then name it with --ordering O.safetensors")
  }
}
