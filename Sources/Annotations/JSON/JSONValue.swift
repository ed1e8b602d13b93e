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

extension JSONValue {
  /// The value of a member of an object; nil where it is no object or has no such member.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The list, where it is one.
  public var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// The members, where it is an object.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The string, where it is one.
  public var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The whole number, where it is one that fits `Int`; 3.0 counts as 3.
  public var integer: Int? {
    switch self {
    case .integer(let integer): Int(exactly: integer)
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// The number, where it is one.
  public var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}
