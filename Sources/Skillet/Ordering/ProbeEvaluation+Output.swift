internal import Evaluation
internal import Foundation

extension ProbeEvaluation {
  private var bootstrap: Bootstrap {
    Bootstrap(resamples: settings.bootstrap, seed: settings.seed)
  }

  /// Rows that differ in the seed alone, their frames counted together video by video.
  private var joined: [(features: String, reader: String, seeds: [UInt64], ratios: [Ratio])] {
    var found: [(features: String, reader: String, seeds: [UInt64], ratios: [Ratio])] = []
    for row in rows {
      let seeds = row.seed.map { [$0] } ?? []
      if let place = found.firstIndex(where: {
        $0.features == row.features && $0.reader == row.reader
      }) {
        found[place].seeds += seeds
        for (video, (right, all)) in row.right.enumerated() {
          let before = found[place].ratios[video]
          found[place].ratios[video] = Ratio(before.numerator + right, before.denominator + all)
        }
      } else {
        found.append((row.features, row.reader, seeds, row.right.map { Ratio($0.0, $0.1) }))
      }
    }
    return found
  }

  /// The accuracies for people.
  public var text: String {
    var lines = [
      "accuracy of the label of a frame: \(classes) labels, read from \(frames.learned) frames of "
        + "\(learned.count) videos, asked on \(frames.asked) frames of the last \(asked.count)"
    ]
    for one in joined {
      guard let value = bootstrap.interval(ofRatios: one.ratios) else { continue }
      let range =
        value.low.flatMap { low in
          value.high.map { " [\(decimals(100 * low, 1)), \(decimals(100 * $0, 1))]" }
        } ?? ""
      let seeds = one.seeds.map(String.init).joined(separator: ", ")
      lines.append(
        "  \(one.features), \(one.reader): \(decimals(100 * value.mean, 1)) %\(range)"
          + (seeds.isEmpty ? "" : " (seeds \(seeds))"))
    }
    lines.append("brackets: 95 % bootstrap intervals over videos")
    return lines.joined(separator: "\n")
  }

  private struct Document: Encodable {
    struct Entry: Encodable {
      var features, reader: String
      var seeds: [UInt64]
      var accuracy: Double
      var low, high: Double?
      var byVideo: [Double]
    }
    let schema = "skillet.evaluation.probe/1"
    var version: String
    var seed: UInt64
    var classes, framesLearned, framesAsked: Int
    var learned, asked: [String]
    var results: [Entry]
  }

  /// The accuracies as one document.
  public func jsonText() throws -> String {
    let entries = joined.compactMap { one -> Document.Entry? in
      guard let value = bootstrap.interval(ofRatios: one.ratios) else { return nil }
      return Document.Entry(
        features: one.features, reader: one.reader, seeds: one.seeds, accuracy: value.mean,
        low: value.low, high: value.high, byVideo: one.ratios.map { $0.value ?? 0 })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(
        Document(
          version: skilletVersion, seed: settings.seed, classes: classes,
          framesLearned: frames.learned, framesAsked: frames.asked, learned: learned, asked: asked,
          results: entries)), as: UTF8.self)
  }
}
