internal import Foundation
internal import Synchronization

/// One line on a terminal that says how far a run is, how fast, and how long it will still take.
///
/// Several threads may draw it.
final class ProgressBar: Sendable {
  private struct State {
    var title: String
    var start = ContinuousClock.now
    var last = ContinuousClock.now
    var wasDrawn = false
  }

  private let isShown: Bool
  private let state: Mutex<State>

  init(_ title: String, isShown: Bool) {
    self.isShown = isShown
    state = Mutex(State(title: title))
  }

  /// Draws the line anew, at most ten times a second; another title begins another count.
  func update(_ title: String? = nil, done: Int, expected: Int?, unit: String) {
    guard isShown else { return }
    state.withLock { state in
      if let title, Self.stage(title) != Self.stage(state.title) { state.start = .now }
      state.title = title ?? state.title
      guard ContinuousClock.now - state.last > .milliseconds(100) else { return }
      state.last = .now
      state.wasDrawn = true
      let elapsed = max(1e-3, (state.last - state.start) / .seconds(1))
      let line = Self.line(state.title, done: done, expected: expected, unit: unit, elapsed)
      FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }
  }

  /// What a title names before it goes into figures.
  private static func stage(_ title: String) -> Substring { title.prefix { $0 != ":" } }

  private static func line(
    _ title: String, done: Int, expected: Int?, unit: String, _ elapsed: Double
  ) -> String {
    let rate = Double(done) / elapsed
    guard let expected, expected > 0 else { return "\(title) \(done) \(unit), \(Int(rate))/s" }
    let part = min(1, Double(done) / Double(expected))
    let filled = Int(part * 24)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
    let left = Int((Double(max(0, expected - done)) / max(rate, 1e-6)).rounded(.up))
    return "\(title) [\(bar)] \(done)/\(expected) \(unit), \(Int(rate))/s, \(left) s left"
  }

  /// Draws another line in its place, at most ten times a second.
  func show(_ line: @autoclosure () -> String) {
    guard isShown else { return }
    state.withLock { state in
      guard ContinuousClock.now - state.last > .milliseconds(100) else { return }
      state.last = .now
      state.wasDrawn = true
      FileHandle.standardError.write(Data("\r\u{1B}[K\(line())".utf8))
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      if state.wasDrawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.wasDrawn = false
    }
  }
}
