/// The surprise curve: SVG paths in a box of 1000 by 100 units that is stretched to the axis.
struct SurpriseCurve {
  /// Points that a page draws at most.
  static let points = 2000

  var line = ""
  var area = ""
  var threshold = ""
  var levels: [Level] = []
  var peaks: [Peak] = []
  var summary = ""

  /// A horizontal grid line and its label.
  struct Level {
    var top: String
    var label: String
  }

  /// A peak that leaves the box.
  struct Peak {
    var left: String
    var title: String
  }

  /// Draws the finite points of `signal`; nil where there are none.
  init?(_ signal: [SignalPoint], on axis: TimeAxis) {
    let finite = signal.filter { $0.surprise.isFinite && $0.seconds.isFinite }
    guard let highest = finite.max(by: { $0.surprise < $1.surprise }) else { return nil }
    let drawn = signal.downsampled(to: Self.points).filter(\.seconds.isFinite)
    let bounds = Self.bounds(finite, peak: highest.surprise)
    func x(_ point: SignalPoint) -> String { TimeAxis.decimal(axis.percent(point.seconds) * 10) }
    func y(_ value: Double) -> String { TimeAxis.decimal(bounds.percentFromTop(value)) }

    for run in drawn.split(whereSeparator: { !$0.surprise.isFinite }) {
      guard let first = run.first, let last = run.last else { continue }
      let path = run.map { "\(x($0)) \(y($0.surprise))" }.joined(separator: "L")
      line += "M" + path
      area += "M\(x(first)) 100L\(path)L\(x(last)) 100Z"
    }
    for run in drawn.split(whereSeparator: { $0.threshold?.isFinite != true }) {
      threshold += "M" + run.map { "\(x($0)) \(y($0.threshold ?? 0))" }.joined(separator: "L")
    }
    levels = bounds.levels
    for run in finite.split(whereSeparator: { $0.surprise <= bounds.top }) {
      guard let peak = run.max(by: { $0.surprise < $1.surprise }) else { continue }
      let value = ReportNotation.fixed(peak.surprise, 2)
      peaks.append(
        Peak(
          left: axis.position(peak.seconds),
          title: "surprise \(value) at \(ReportNotation.clock(peak.seconds)), above the scale"))
    }
    summary =
      "\(ReportNotation.count(signal.count)) samples, highest surprise "
      + "\(ReportNotation.fixed(highest.surprise, 2)) at "
      + ReportNotation.clock(highest.seconds)
    if drawn.count < signal.count {
      summary += "; \(ReportNotation.count(drawn.count)) points drawn, every peak kept"
    }
  }

  /// The scale: to the highest point, or to four times the 99th percentile where few points tower
  /// over the rest and would press it flat.
  private static func bounds(_ finite: [SignalPoint], peak: Double) -> Bounds {
    let sorted = finite.map(\.surprise).sorted()
    let thresholds = finite.compactMap(\.threshold).filter(\.isFinite)
    let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    let needed = max(high, thresholds.max() ?? 0)
    let bottom = min(0, sorted[0])
    let top = peak > 6 * needed && needed > 0 ? 4 * needed : max(peak, needed) * 1.06
    return Bounds(bottom: bottom, top: top > bottom ? top : bottom + 1)
  }

  private struct Bounds {
    var bottom: Double
    var top: Double

    func percentFromTop(_ value: Double) -> Double {
      min(max((top - value) / (top - bottom) * 100, 0), 100)
    }

    var levels: [Level] {
      let rough = (top - bottom) / 4
      guard rough.isFinite else { return [] }
      var power = 1.0
      while power * 10 <= rough { power *= 10 }
      while power > rough, power > 1e-12 { power /= 10 }
      let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
      guard step > 0, step.isFinite, bottom.magnitude / step < 1e6 else { return [] }
      let digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
      let range = Int((bottom / step).rounded(.up))...Int((top / step).rounded(.down))
      return range.map { index in
        let value = Double(index) * step
        return Level(
          top: TimeAxis.decimal(percentFromTop(value)),
          label: ReportNotation.fixed(value, digits))
      }
    }
  }
}
