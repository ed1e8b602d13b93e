internal import Annotations
internal import Segmentation

/// What was done in a segment, as numbers of which those of one skill are alike.
///
/// Of one choice among several: the square roots (Hellinger's, so that Euclidean distances compare
/// distributions) of the share of each action, of its share in each third of the segment, and of the
/// share of each pair of actions that follow each other. Of numbers, and of several choices at a time
/// as numbers: mean, deviation and the mean of each quarter. Rows without an action are left out.
struct ActionDescriptor {
  /// The most actions that have a share of their own; further ones have one together.
  static let choiceLimit = 24
  /// The most numbers an action may have.
  static let widthLimit = 256
  private static let thirds = 3
  private static let quarters = 4

  /// How the actions are made into numbers; a set of videos has one way.
  enum Form: Hashable {
    /// So many choices.
    case choices(Int)
    /// So many numbers.
    case numbers(Int)

    /// The form of a space; nil where it has too many numbers.
    init?(_ space: ActionSpace) {
      switch space {
      case .discrete(let choices, _): self = .choices(min(choices, choiceLimit))
      default:
        guard space.width <= widthLimit else { return nil }
        self = .numbers(space.width)
      }
    }

    /// The parts, in order.
    var parts: [DescriptorSpace.Part] {
      switch self {
      case .choices(let count):
        [
          .init("actions", count: count, weight: 1, isStandardised: false),
          .init("thirds", count: thirds * count, weight: 1, isStandardised: false),
          .init("pairs", count: count * count, weight: 1, isStandardised: false),
        ]
      case .numbers(let width):
        [
          .init("mean", count: width, weight: 1), .init("spread", count: width, weight: 1),
          .init("quarters", count: quarters * width, weight: 1),
        ]
      }
    }

    /// The form in words, as `skills.json` keeps it.
    var name: String {
      switch self {
      case .choices(let count): "choices \(count)"
      case .numbers(let width): "numbers \(width)"
      }
    }
  }

  let form: Form

  /// The values of the frames of a segment.
  func values(_ track: ActionTrack, frames: Range<Int>) -> [Float] {
    let rows = frames.filter { $0 < track.count && track.isValid[$0] }
    switch form {
    case .choices(let count):
      let codes = rows.map { min(Int(track.codes[$0]), count - 1) }
      return shares(codes, count)
        + split(codes, Self.thirds).flatMap { shares($0, count) }
        + pairs(codes, count)
    case .numbers(let width):
      let actions = rows.map { row in
        (0..<width).map { column in
          let place = row * width + column
          return track.codes.isEmpty ? Double(track.numbers[place]) : Double(track.codes[place])
        }
      }
      let middle = mean(actions, width)
      let spread = (0..<width).map { column in
        let squares = actions.reduce(0) {
          $0 + ($1[column] - middle[column]) * ($1[column] - middle[column])
        }
        return (squares / Double(max(1, actions.count))).squareRoot()
      }
      let parts = split(actions, Self.quarters).flatMap {
        $0.isEmpty ? middle : mean($0, width)
      }
      return (middle + spread + parts).map { Float($0) }
    }
  }

  private func shares(_ codes: [Int], _ count: Int) -> [Float] {
    var counts = [Float](repeating: 0, count: count)
    for code in codes { counts[code] += 1 }
    return counts.map { ($0 / Float(max(1, codes.count))).squareRoot() }
  }

  private func pairs(_ codes: [Int], _ count: Int) -> [Float] {
    var counts = [Float](repeating: 0, count: count * count)
    for (one, next) in zip(codes, codes.dropFirst()) { counts[one * count + next] += 1 }
    return counts.map { ($0 / Float(max(1, codes.count - 1))).squareRoot() }
  }

  private func mean(_ actions: [[Double]], _ width: Int) -> [Double] {
    (0..<width).map { column in
      actions.reduce(0) { $0 + $1[column] } / Double(max(1, actions.count))
    }
  }

  /// Parts of as nearly equal length as can be.
  private func split<Value>(_ values: [Value], _ count: Int) -> [[Value]] {
    (0..<count).map { part in
      Array(values[(values.count * part / count)..<(values.count * (part + 1) / count)])
    }
  }
}
