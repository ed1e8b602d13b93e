/// How much of a clip an assessor looks at.
public enum AssessedLength: Sendable, Hashable {
  /// All of it, and how long it takes.
  case whole
  /// So many pictures, evenly spread from the first to the last; nil: as many as the shortest clip
  /// has, so that none comes twice.
  case resampled(Int?)
  /// So many pictures from the beginning; nil: as many as the shortest clip has.
  case cut(Int?)

  /// Whether every clip is as long as any other.
  public var isEqual: Bool { self != .whole }

  /// `whole`, `resampled` or `cut`.
  var name: String {
    switch self {
    case .whole: "whole"
    case .resampled: "resampled"
    case .cut: "cut"
    }
  }

  /// Pictures; nil where it is not fixed.
  var count: Int? {
    switch self {
    case .whole: nil
    case .resampled(let count), .cut(let count): count
    }
  }

  /// The same with a number of pictures where it has none.
  func filled(with count: Int) -> AssessedLength {
    switch self {
    case .resampled(nil): .resampled(count)
    case .cut(nil): .cut(count)
    default: self
    }
  }

  /// Reads what ``name`` and ``count`` say; nil where there is no such.
  init?(name: String, count: Int?) {
    switch (name, count) {
    case ("whole", nil): self = .whole
    case ("resampled", let count?) where (2...4096).contains(count): self = .resampled(count)
    case ("cut", let count?) where (2...4096).contains(count): self = .cut(count)
    default: return nil
    }
  }

  /// As people read it.
  public var text: String {
    switch self {
    case .whole: "whole clips"
    case .resampled(let count): "clips resampled to \(count.map(String.init) ?? "equal") pictures"
    case .cut(let count): "the first \(count.map(String.init) ?? "equally many") pictures of clips"
    }
  }

  /// The places of the pictures that are looked at, of `count`.
  func places(of count: Int) -> [Int] {
    switch self {
    case .whole, .resampled(nil), .cut(nil): Array(0..<count)
    case .resampled(let wanted?): (0..<wanted).map { (2 * $0 + 1) * count / (2 * wanted) }
    case .cut(let wanted?): Array(0..<min(wanted, count))
    }
  }
}
