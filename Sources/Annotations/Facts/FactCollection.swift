internal import Foundation
internal import Frames

/// Gathers facts under ids that tell where they come from: `VIDEO/SOURCE/NUMBER`.
struct FactCollection {
  private(set) var document = FactsDocument()
  private var counts: [String: Int] = [:]
  private var entities: Set<String> = []

  mutating func add(_ video: DescribedVideo) { document.videos.append(video) }

  mutating func add(_ source: FactSource) {
    if !document.sources.contains(where: { $0.id == source.id }) { document.sources.append(source) }
  }

  /// The id of an entity of a name, which is listed at its first use.
  mutating func entity(_ name: String, kind: String) -> String {
    if entities.insert(name).inserted {
      document.entities.append(Entity(id: name, name: name, kind: kind))
    }
    return name
  }

  /// Adds a fact; its end is cut to the video's, by which a source may be off by its uncertainty.
  mutating func add(
    _ kind: Fact.Kind, _ value: Fact.Value, span: TimeSpan,
    arguments: [(role: String, name: String, kind: String)] = [], source: String,
    confidence: Double = 1
  ) {
    guard let video = document.videos.last else { return }
    let key = "\(video.id)/\(source)"
    counts[key, default: 0] += 1
    var parts: [Fact.Argument] = []
    for argument in arguments {
      parts.append(
        Fact.Argument(
          role: argument.role, entity: entity(argument.name, kind: argument.kind)))
    }
    document.facts.append(
      Fact(
        id: "\(key)/\(counts[key] ?? 0)", video: video.id, kind: kind, arguments: parts,
        value: value, span: span, source: source, confidence: confidence))
  }
}

extension TimeSpan {
  /// The time that frames take at a constant rate, exactly to the microsecond.
  init(frames: Range<Int>, rate: Rational) {
    func moment(_ frame: Int) -> Int64 {
      let ticks = Double(frame) * Double(rate.denominator) * 1e6 / Double(rate.numerator)
      return Int64(ticks.rounded())
    }
    self.init(
      startMicroseconds: moment(frames.lowerBound), endMicroseconds: moment(frames.upperBound),
      frames: frames)
  }
}
