internal import Annotations
internal import Foundation
internal import Frames

/// One key frame as the page shows it.
struct PictureView {
  var source: String
  var role: String
  var frame: String
  var clock: String
  var alternative: String

  init(_ still: Still, in segment: Segment) {
    source = "data:image/jpeg;base64," + Data(still.jpeg).base64EncodedString()
    role =
      switch still.frame {
      case segment.start.index: "first"
      case segment.end.index - 1: "last"
      default: "middle"
      }
    frame = String(still.frame)
    clock = ReportNotation.clock(still.seconds)
    alternative = "Segment \(segment.index), \(role) frame: frame \(frame) at \(clock)"
  }
}
