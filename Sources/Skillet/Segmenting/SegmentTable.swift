internal import Annotations
internal import Frames

extension SegmentResult {
  /// The segments as a table for people.
  public var table: String {
    let video = document.video
    let rate = decimals(video.averageFrameRate.quotient, 2)
    let count = document.segments.count
    var lines = [
      "\(video.path.printable): \(video.width) x \(video.height), \(video.frames) frames, "
        + "\(clock(video.duration)), \(rate) a second"
        + (video.variableFrameRate ? " (variable)" : ""),
      "",
      "  #  start         end           length      frames          kind   surprise  confidence",
    ]
    for segment in document.segments {
      let length = segment.end.seconds - segment.start.seconds
      lines.append(
        pad("\(segment.index)", 3, right: true) + "  " + pad(clock(segment.start.seconds), 14)
          + pad(clock(segment.end.seconds), 14) + pad("\(decimals(length, 3)) s", 12)
          + pad("\(segment.start.index)-\(segment.end.index - 1)", 16)
          + pad(segment.kind?.rawValue ?? "-", 7)
          + pad(segment.surprise.map { decimals($0, 2) } ?? "-", 10)
          + (segment.confidence.map { decimals($0, 2) } ?? "-"))
    }
    lines += ["", "\(count) \(count == 1 ? "segment" : "segments")"]
    return lines.joined(separator: "\n")
  }

  private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return right ? blanks + text : text + blanks
  }
}

/// A time for people: `00:01:02.500`.
func clock(_ seconds: Double) -> String {
  let milliseconds = Int((max(-359_999, min(3.6e8, seconds)) * 1000).rounded())
  let sign = milliseconds < 0 ? "-" : ""
  let rest = abs(milliseconds)
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let fraction = rest % 1000
  let digits = String(repeating: "0", count: fraction < 10 ? 2 : fraction < 100 ? 1 : 0)
  return "\(sign)\(two(rest / 3_600_000)):\(two(rest / 60_000 % 60)):\(two(rest / 1000 % 60))"
    + ".\(digits)\(fraction)"
}
