internal import Foundation
internal import Ordering

extension ClipOrder {
  /// Clips that the matrix is printed for, at most; the document has all.
  private static let widestMatrix = 16

  /// The order, its probability, the precedence of pairs, and what may be swapped, for people.
  public var text: String {
    var lines = ["place  clip  score   name"]
    for (place, clip) in scored.order.enumerated() {
      lines.append(
        "\(padded("\(place + 1)", 5))  \(padded("\(clip + 1)", 4))  "
          + "\(padded(decimals(scored.scores[clip], 2), 6))  \(clips[clip].name.printable)")
    }
    let chance = -logFactorial(clips.count)
    let certainty = scored.logProbability(of: scored.order)
    lines.append("")
    lines.append(
      "probability of this order: \(percent(certainty)); of a random one: \(percent(chance))")
    if clips.count <= Self.widestMatrix {
      lines += ["", "probability that the clip of the row comes before that of the column:"]
      lines.append(
        "      " + scored.order.map { padded("\($0 + 1)", 5) }.joined())
      for row in scored.order {
        let cells = scored.order.map { column in
          padded(row == column ? "-" : decimals(scored.precedence(of: row, before: column), 2), 5)
        }
        lines.append("\(padded("\(row + 1)", 5)) " + cells.joined())
      }
    }
    let pairs = scored.swappable(below: swapLimit)
    lines.append("")
    lines.append(
      pairs.isEmpty
        ? "no neighbours may be swapped (all precede with at least \(decimals(swapLimit, 2)))"
        : "may be swapped (precedence below \(decimals(swapLimit, 2))): "
          + pairs.map { "\($0.first + 1) and \($0.second + 1)" }.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }

  private struct Document: Encodable {
    struct Entry: Encodable {
      var clip: Clip
      var index, place: Int
      var score: Double
    }
    struct Pair: Encodable {
      var first, second: Int
      var probability: Double
    }
    let schema = "skillet.clip-order/1"
    var version: String
    var model: String
    var seed: UInt64
    var clips: [Entry]
    var order: [Int]
    var probability, logProbability, logProbabilityOfChance: Double
    var precedence: [[Double]]
    var swapLimit: Double
    var swappable: [Pair]
    var isAsGiven: Bool
  }

  /// The same as one document; clips are counted from 0 in the order in which they were given, and
  /// `precedence[i][j]` is the probability that i comes before j.
  public func jsonText() throws -> String {
    var places = [Int](repeating: 0, count: clips.count)
    for (place, clip) in scored.order.enumerated() { places[clip] = place }
    let document = Document(
      version: skilletVersion, model: model, seed: seed,
      clips: clips.indices.map {
        .init(clip: clips[$0], index: $0, place: places[$0], score: scored.scores[$0])
      },
      order: scored.order, probability: scored.probability,
      logProbability: scored.logProbability(of: scored.order),
      logProbabilityOfChance: -logFactorial(clips.count),
      precedence: clips.indices.map { row in
        clips.indices.map { row == $0 ? 0.5 : scored.precedence(of: row, before: $0) }
      },
      swapLimit: swapLimit,
      swappable: scored.swappable(below: swapLimit).map {
        .init(
          first: $0.first, second: $0.second,
          probability: scored.precedence(of: $0.first, before: $0.second))
      }, isAsGiven: isAsGiven)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  private func logFactorial(_ count: Int) -> Double {
    (1...max(1, count)).reduce(0.0) { $0 + log(Double($1)) }
  }

  /// A probability from its logarithm: in per cent, or as a power of ten where it is small.
  private func percent(_ logarithm: Double) -> String {
    let value = exp(logarithm)
    if value >= 0.001 { return decimals(100 * value, value < 0.1 ? 2 : 1) + " %" }
    return "10^\(decimals(logarithm / log(10), 1))"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
