internal import Foundation
public import Frames

/// A time as it is written on the command line: frames, or seconds in one of several forms.
///
/// `120` is a number of frames. `2.5s`, `500ms`, `2m` and `1h` are lengths of time, as are
/// `00:01:02.500` and `01:02.5`, in which minutes and seconds stay below 60.
public enum TimeExpression: Sendable, Hashable {
  /// A number of frames.
  case frames(Int)
  /// A length of time.
  case time(MediaTime)

  /// What could not be read as a time.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text as it was given.
    public let text: String
    /// What was wrong with it.
    public let reason: String

    /// One line for the person who meets it.
    public var description: String {
      "\"\(text)\" is no time: \(reason); write 120 (frames), 2.5s, 500ms or 00:01:02.500"
    }
  }

  /// Reads one of the forms; throws at anything else.
  public init(_ text: String) throws(Failure) {
    func failure(_ reason: String) -> Failure { Failure(text: text, reason: reason) }
    if text.isEmpty { throw failure("it is empty") }
    if text.hasPrefix("-") { throw failure("it is below zero") }
    if text.contains(":") {
      guard let seconds = Self.clockSeconds(text) else {
        throw failure("it should read HH:MM:SS.mmm, minutes and seconds below 60")
      }
      self = .time(try Self.checked(seconds, text))
      return
    }
    for (unit, factor) in [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)]
    where text.hasSuffix(unit) {
      guard let number = Self.decimal(text.dropLast(unit.count)) else {
        throw failure("a number should stand before \"\(unit)\"")
      }
      self = .time(try Self.checked(unit == "ms" ? number / 1000 : number * factor, text))
      return
    }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw failure("frames are a whole number, and seconds need their \"s\"")
    }
    guard let frames = Int(text), frames <= Int(Int32.max) else {
      throw failure("it is too large")
    }
    self = .frames(frames)
  }

  /// The length in seconds; frames need a frame rate above zero, and give nil without one.
  public func seconds(frameRate: Double?) -> Double? {
    switch self {
    case .time(let time): time.seconds
    case .frames(let frames):
      frameRate.flatMap { $0 > 0 ? Double(frames) / $0 : nil }
    }
  }

  /// The length in frames, not rounded; a time needs a frame rate above zero, and gives nil
  /// without one.
  public func frames(frameRate: Double?) -> Double? {
    switch self {
    case .frames(let frames): Double(frames)
    case .time(let time): frameRate.flatMap { $0 > 0 ? time.seconds * $0 : nil }
    }
  }

  private static func checked(_ seconds: Double, _ text: String) throws(Failure) -> MediaTime {
    guard seconds < 1e9 else { throw Failure(text: text, reason: "it is too large") }
    return MediaTime(seconds: seconds)
  }

  private static func clockSeconds(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var seconds = 0.0
    for (position, part) in parts.enumerated() {
      let isLast = position == parts.count - 1
      guard let number = decimal(part), isLast || !part.contains("."),
        position == 0 && parts.count == 3 || number < 60
      else { return nil }
      seconds = seconds * 60 + number
    }
    return seconds
  }

  /// Digits with at most one decimal point among or behind them.
  private static func decimal(_ text: Substring) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Double(text)
  }
}

extension TimeExpression: CustomStringConvertible {
  /// The form that reads back the same: `120` or `2.5s`.
  public var description: String {
    switch self {
    case .frames(let frames): "\(frames)"
    case .time(let time): "\(time.seconds.shortText)s"
    }
  }
}
