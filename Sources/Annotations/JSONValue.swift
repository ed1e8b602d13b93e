/// Any JSON value, so that what this version does not know can be kept and written back.
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction or exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in the order of the file.
  case object([JSONMember])
}

/// One `"key": value` of a JSON object.
public struct JSONMember: Sendable, Hashable {
  /// The key.
  public var key: String
  /// Its value.
  public var value: JSONValue

  /// Pairs a key with its value.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// Members of a segments document that this version does not know, by the object they stood in.
public struct UnknownKeys: Sendable, Hashable {
  /// Members of the document itself.
  public var document: [JSONMember] = []
  /// Members of `video`.
  public var video: [JSONMember] = []
  /// Members of `method`.
  public var method: [JSONMember] = []
  /// Members of each segment, by its index.
  public var segments: [Int: [JSONMember]] = [:]

  /// Nothing unknown.
  public init() {}
}
