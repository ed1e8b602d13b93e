/// The time axis that blocks, curve and ticks share; positions are per cent of its length.
struct TimeAxis {
  let start: Double
  let end: Double

  /// An axis over `start...end` seconds; one second long where the end does not follow the start.
  init(start: Double, end: Double) {
    self.start = start
    self.end = end > start ? end : start + 1
  }

  /// Where a moment lies, 0...100, as CSS and SVG write it.
  func position(_ seconds: Double) -> String { Self.decimal(percent(seconds)) }

  /// Where a moment lies, held to 0...100.
  func percent(_ seconds: Double) -> Double {
    min(max((seconds - start) / (end - start) * 100, 0), 100)
  }

  /// At most about ten ticks at round times; those that also a narrow page labels are `major`.
  var ticks: [Tick] {
    let length = end - start
    guard start.magnitude < 1e12, end.magnitude < 1e12 else { return [] }
    let step = Self.step(atLeast: length / 10)
    var wide = Self.step(atLeast: length / 4)
    while !(wide / step).rounded().isNearly(wide / step) { wide = Self.step(atLeast: wide * 1.01) }
    let first = Int64((start / step).rounded(.up))
    let last = Int64((end / step + 1e-9).rounded(.down))
    guard first <= last, last - first < 100 else { return [] }
    return (first...last).map { index in
      let seconds = Double(index) * step
      let ratio = seconds / wide
      return Tick(
        left: position(seconds), label: Self.label(seconds, step: step, end: end),
        rank: ratio.rounded().isNearly(ratio) ? "major" : "minor")
    }
  }

  /// A tick and its label.
  struct Tick {
    var left: String
    var label: String
    var rank: String
  }

  private static func step(atLeast least: Double) -> Double {
    let small = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30]
    let large = [60.0, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400]
    if let step = (small + large).first(where: { $0 >= least }) { return step }
    return (least / 86400).rounded(.up) * 86400
  }

  private static func label(_ seconds: Double, step: Double, end: Double) -> String {
    let digits = step < 0.1 ? 2 : step < 1 ? 1 : 0
    let unit = digits == 2 ? 100.0 : digits == 1 ? 10 : 1
    let all = Int64((seconds.magnitude * unit).rounded())
    let whole = all / Int64(unit)
    var text = ReportNotation.padded(whole % 60, to: 2)
    if digits > 0 { text += "." + ReportNotation.padded(all % Int64(unit), to: digits) }
    if end >= 3600 {
      text = "\(whole / 3600):" + ReportNotation.padded(whole / 60 % 60, to: 2) + ":" + text
    } else {
      text = "\(whole / 60):" + text
    }
    return (seconds < 0 ? "−" : "") + text
  }

  /// Four decimals at most, with a point and without trailing zeros: what CSS and SVG read.
  static func decimal(_ value: Double) -> String {
    guard value.magnitude < 1e12 else { return "0" }
    let scaled = Int64((value * 10000).rounded())
    let sign = scaled < 0 ? "-" : ""
    let (whole, part) = (scaled.magnitude / 10000, scaled.magnitude % 10000)
    guard part > 0 else { return "\(sign)\(whole)" }
    var digits = ReportNotation.padded(Int64(part), to: 4)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}

extension Double {
  /// Whether the two differ by rounding only.
  fileprivate func isNearly(_ other: Double) -> Bool { (self - other).magnitude < 1e-6 }
}
