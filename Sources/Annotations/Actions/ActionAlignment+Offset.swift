internal import Frames

extension ActionAlignment.Offset {
  /// Reads `12` or `-12` (frames), `2.5s` or `-2.5s`, or another form of a time.
  public init(_ text: String) throws(TimeExpression.Failure) {
    let isNegative = text.hasPrefix("-")
    let size: TimeExpression
    do {
      size = try TimeExpression(isNegative ? String(text.dropFirst()) : text)
    } catch {
      throw TimeExpression.Failure(text: text, reason: error.reason)
    }
    switch size {
    case .frames(let frames): self = .frames(isNegative ? -frames : frames)
    case .time(let time): self = .seconds(isNegative ? -time.seconds : time.seconds)
    }
  }
}
