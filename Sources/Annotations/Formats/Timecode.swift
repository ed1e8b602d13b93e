internal import Foundation
internal import Frames

extension MediaTime {
  /// The nearest whole number of milliseconds, halves away from the past; never below zero.
  ///
  /// One function rounds every time of every format, so that what met before still meets after.
  var milliseconds: Int64 {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: Int64(timescale))
    return max(0, whole * 1000 + (rest * 1000 + Int64(timescale) / 2) / Int64(timescale))
  }
}

/// `HH:MM:SS.mmm`, with as many digits of hours as it takes.
enum Timecode {
  static func text(milliseconds: Int64) -> String {
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = milliseconds / 1000
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + "." + padded(milliseconds % 1000, 3)
  }

  /// Seconds with three decimals, as `%.3f` of the exact time would give them.
  static func secondsText(milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// Reads `MM:SS.mmm` or `HH:MM:SS.mmm` with exactly three decimals; nil for anything else.
  static func milliseconds(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let last = parts.last else { return nil }
    let fraction = last.split(separator: ".", omittingEmptySubsequences: false)
    guard fraction.count == 2, fraction[0].utf8.count == 2, fraction[1].utf8.count == 3,
      let second = digits(fraction[0]), let thousandth = digits(fraction[1]), second < 60,
      parts[parts.count - 2].utf8.count == 2, let minute = digits(parts[parts.count - 2]),
      minute < 60
    else { return nil }
    var hour: Int64 = 0
    if parts.count == 3 {
      guard let stated = digits(parts[0]), stated < 1_000_000 else { return nil }
      hour = stated
    }
    return ((hour * 60 + minute) * 60 + second) * 1000 + thousandth
  }

  private static func digits(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }
}
