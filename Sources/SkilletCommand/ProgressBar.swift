internal import Foundation

/// One line on a terminal that says how far a run is, how fast, and how long it will still take.
final class ProgressBar {
  private let title: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var wasDrawn = false

  init(_ title: String, isShown: Bool) {
    self.title = title
    self.isShown = isShown
  }

  /// Draws the line anew, at most ten times a second.
  func update(done: Int, expected: Int?, unit: String) {
    guard isShown, ContinuousClock.now - last > .milliseconds(100) else { return }
    last = .now
    let elapsed = max(1e-3, (last - start) / .seconds(1))
    let rate = Double(done) / elapsed
    var line = "\(title) \(done)"
    if let expected, expected > 0 {
      let part = min(1, Double(done) / Double(expected))
      let filled = Int(part * 24)
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
      let left = Int((Double(max(0, expected - done)) / max(rate, 1e-6)).rounded(.up))
      line = "\(title) [\(bar)] \(done)/\(expected) \(unit), \(Int(rate))/s, \(left) s left"
    } else {
      line += " \(unit), \(Int(rate))/s"
    }
    wasDrawn = true
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }

  /// Takes the line away.
  func finish() {
    if wasDrawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
