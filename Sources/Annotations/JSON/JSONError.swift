/// What is wrong with a JSON text, and where; or what a JSON text cannot hold.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1; 0 where a value could not be written.
  public var line: Int
  /// The column in bytes, from 1; 0 where a value could not be written.
  public var column: Int
  /// What was wrong, in words.
  public var reason: String

  /// Collects a fault.
  public init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// The position in words; empty where a value could not be written.
  public var place: String { line == 0 ? "" : "line \(line), column \(column)" }

  /// One line for the person who meets it.
  public var description: String { line == 0 ? reason : "\(place): \(reason)" }
}
