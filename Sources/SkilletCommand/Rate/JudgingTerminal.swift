internal import Foundation
internal import Skillet

/// One person at the terminal: shows a pair, takes a key, records, shows the next.
///
/// Where standard input is no terminal, answers are read a line each, as words or as keys.
struct JudgingTerminal {
  private var session: JudgingSession
  private let count: Int?
  private let isTerminal = isatty(STDIN_FILENO) != 0
  private let player = ClipPlayer()

  init(_ session: JudgingSession, count: Int?) {
    (self.session, self.count) = (session, count)
  }

  private enum Key {
    case answer(String)
    case play, undo, quit
  }

  private static let keys = """
    l left   r right   t tie   s skip, cannot tell   p play   u undo   q quit
    """

  mutating func run() throws(SkilletError) {
    print("judging as \(session.judge.printable); keys: \(Self.keys)")
    judging: while session.answered < count ?? .max {
      guard let pair = try session.next() else {
        print(session.note())
        break
      }
      show(pair)
      switch ask(pair) {
      case .answer(let word):
        print("\(word), judgement \(try session.answer(word, to: pair).judgement)")
      case .undo:
        print(try session.undo().map { "took back: pair \($0.pair)" } ?? "nothing to take back")
      case .play: break
      case .quit, nil: break judging
      }
      fflush(nil)
    }
    print("\(session.answered) answer\(session.answered == 1 ? "" : "s") recorded")
  }

  private func show(_ pair: PairToJudge) {
    let round = pair.round.map { ", round \($0)" } ?? ""
    print(
      """

      pair \(pair.pair): \(pair.skill.printable)\(round), vote \(pair.votes + 1) of \(pair.needed)
        left   \(pair.left.text.printable)
        right  \(pair.right.text.printable)
      """)
    for side in [pair.left, pair.right] {
      if let path = side.path, !FileManager.default.fileExists(atPath: path) {
        print("  missing: there is no file \(path.printable); look at --videos")
      }
    }
  }

  private func ask(_ pair: PairToJudge) -> Key? {
    while true {
      print("who shows more skill? ", terminator: "")
      fflush(nil)
      guard let text = isTerminal ? pressedKey() : readLine() else {
        print("")
        return nil
      }
      print(text)
      switch text.trimmingCharacters(in: .whitespaces).lowercased() {
      case "l", "left", "\u{1B}[d": return .answer("left")
      case "r", "right", "\u{1B}[c": return .answer("right")
      case "t", "tie", "=": return .answer("tie")
      case "s", "skip": return .answer("skip")
      case "p", "play":
        for side in [pair.left, pair.right] {
          if let complaint = player.play(side) { print(complaint.printable) }
        }
      case "u", "undo": return .undo
      case "q", "quit", "\u{04}", "\u{03}": return .quit
      default: print("keys: \(Self.keys)")
      }
    }
  }

  /// One key, without waiting for the return key; nil at the end of input.
  private func pressedKey() -> String? {
    var usual = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &usual) == 0 else { return readLine() }
    var raw = usual
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &usual) }
    // An arrow key comes as three bytes at once.
    let bytes = FileHandle.standardInput.availableData
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

/// Plays clips with the program that SKILLET_PLAYER names.
struct ClipPlayer {
  private let command = ProcessInfo.processInfo.environment["SKILLET_PLAYER"] ?? ""

  /// Plays a clip to its end; gives what went wrong.
  func play(_ side: PairToJudge.Side) -> String? {
    guard !command.isEmpty else {
      return "set SKILLET_PLAYER to a player, such as \"mpv --start={start} --end={end} {path}\""
    }
    guard let path = side.path else { return "\(side.clip) has no video" }
    var words = command.split(separator: " ").map(String.init)
    if !command.contains("{path}") { words.append("{path}") }
    let values = [
      "{path}": path, "{start}": "\(side.seconds?.lowerBound ?? 0)",
      "{end}": side.seconds.map { "\($0.upperBound)" } ?? "100%",
    ]
    for (name, value) in values {
      words = words.map { $0.replacingOccurrences(of: name, with: value) }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    do { try process.run() } catch { return "cannot start \(command): \(error)" }
    process.waitUntilExit()
    return process.terminationStatus == 0
      ? nil : "\(command) ended with code \(process.terminationStatus)"
  }
}
