/// How predicted boundaries are compared with true ones: everything that a figure depends on.
public struct BoundaryProtocol: Sendable, Hashable {
  /// How far apart two boundaries may be and still be the same; inclusive.
  public enum Tolerance: Sendable, Hashable, CustomStringConvertible {
    /// Frames.
    case frames(Double)
    /// Seconds, which become frames by the video's frame rate.
    case seconds(Double)

    /// The tolerance in frames at a frame rate; nil where it needs one and there is none.
    public func frames(frameRate: Double?) -> Double? {
      switch self {
      case .frames(let frames): frames
      case .seconds(let seconds): frameRate.map { seconds * $0 }
      }
    }

    /// The tolerance with its unit.
    public var description: String {
      switch self {
      case .frames(let frames): "\(frames.formatted(decimals: 2)) frames"
      case .seconds(let seconds): "\(seconds.formatted(decimals: 3)) s"
      }
    }
  }

  /// How far apart two boundaries may be and still be the same.
  public var tolerance: Tolerance
  /// How pairs are chosen.
  public var rule: BoundaryMatching.Rule
  /// The intersection over union at which two segments are the same.
  public var iou: Double
  /// How intervals over videos are found.
  public var bootstrap: Bootstrap
  /// How many draws the random baseline is averaged over; their seed is the bootstrap's plus the
  /// position of the video.
  public var randomDraws: Int

  /// Chooses a protocol.
  public init(
    tolerance: Tolerance = .frames(5), rule: BoundaryMatching.Rule = .optimal, iou: Double = 0.5,
    bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 200
  ) {
    self.tolerance = tolerance
    self.rule = rule
    self.iou = iou
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }
}

extension Double {
  /// The number with at most so many decimals and no superfluous zero.
  func formatted(decimals: Int) -> String {
    var text = fixed(decimals)
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The number with exactly so many decimals; halves go away from zero.
  func fixed(_ decimals: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return description }
    let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int((magnitude * Double(scale)).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    if decimals == 0 { return sign + String(scaled) }
    let rest = String(scaled % scale)
    let zeros = String(repeating: "0", count: decimals - rest.count)
    return "\(sign)\(scaled / scale).\(zeros)\(rest)"
  }
}
