/// How far a run over a data set is.
public struct AnnotateProgress: Sendable, Hashable {
  /// Videos that this run has to do.
  public var videos = 0
  /// Videos that it has done.
  public var done = 0
  /// Videos that failed.
  public var failed = 0
  /// Frames read, those of videos under way included.
  public var frames = 0
  /// Seconds since it began.
  public var seconds = 0.0

  /// Nothing done.
  public init() {}

  /// One line for a terminal: `[####....] 120/20,000 videos, 3 failed, 2,310 frames/s, 1 h 02 min left`.
  public var line: String {
    let ended = done + failed
    let filled = videos == 0 ? 24 : min(24, ended * 24 / videos)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
    let rate = Int(Double(frames) / max(seconds, 1e-3))
    var line =
      "annotating [\(bar)] \(ReportNotation.count(ended))/\(ReportNotation.count(videos)) videos, "
      + "\(ReportNotation.count(failed)) failed, \(ReportNotation.count(rate)) frames/s"
    if ended > 0 {
      let left = seconds / Double(ended) * Double(videos - ended)
      line +=
        left < 60 ? ", \(Int(left.rounded())) s left" : ", \(ReportNotation.length(left)) left"
    }
    return line
  }
}
