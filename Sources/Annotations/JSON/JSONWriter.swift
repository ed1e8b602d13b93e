extension JSONValue {
  /// How a JSON text is laid out.
  public enum Layout: Sendable, Hashable {
    /// All on one line with no blank that is not needed: a line of JSON Lines.
    case compact
    /// For people: what fits in 100 columns stays on its line, the rest gets a line a member.
    case pretty
  }

  /// The JSON text of the value; pretty text ends with a newline, compact text does not.
  ///
  /// Numbers are written in the shortest form that reads back the same. JSON has no word for
  /// infinity or NaN: a value that holds one throws and names its place.
  public func text(_ layout: Layout = .pretty) throws(JSONError) -> String {
    try checkFinite(at: "")
    guard layout == .pretty else { return compactText(separator: ",", colon: ":") }
    var output = ""
    writePretty(indent: 0, used: 0, into: &output)
    return output + "\n"
  }

  private func checkFinite(at place: String) throws(JSONError) {
    switch self {
    case .number(let number) where !number.isFinite:
      let name = place.isEmpty ? "the value" : place
      throw JSONError(line: 0, column: 0, reason: "\(name) is \(number), which JSON cannot hold")
    case .array(let values):
      for (index, value) in values.enumerated() { try value.checkFinite(at: "\(place)[\(index)]") }
    case .object(let members):
      for member in members {
        try member.value.checkFinite(at: place.isEmpty ? member.key : "\(place).\(member.key)")
      }
    default: break
    }
  }

  private func compactText(separator: String, colon: String) -> String {
    switch self {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .integer(let integer): return String(integer)
    case .number(let number): return number.description
    case .string(let string): return Self.quoted(string)
    case .array(let values):
      let texts = values.map { $0.compactText(separator: separator, colon: colon) }
      return "[" + texts.joined(separator: separator) + "]"
    case .object(let members):
      let texts = members.map {
        Self.quoted($0.key) + colon + $0.value.compactText(separator: separator, colon: colon)
      }
      return "{" + texts.joined(separator: separator) + "}"
    }
  }

  private func writePretty(indent: Int, used: Int, into output: inout String) {
    if isScalar || fits(in: 100 - used) {
      output += compactText(separator: ", ", colon: ": ")
      return
    }
    let margin = String(repeating: " ", count: indent + 2)
    var entries: [(prefix: String, value: JSONValue)] = []
    var brackets = ("[", "]")
    if case .array(let values) = self { entries = values.map { ("", $0) } }
    if case .object(let members) = self {
      entries = members.map { (Self.quoted($0.key) + ": ", $0.value) }
      brackets = ("{", "}")
    }
    output += brackets.0
    for (index, entry) in entries.enumerated() {
      output += (index == 0 ? "\n" : ",\n") + margin + entry.prefix
      entry.value.writePretty(
        indent: indent + 2, used: indent + 3 + entry.prefix.utf8.count, into: &output)
    }
    output += "\n" + String(repeating: " ", count: indent) + brackets.1
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func fits(in columns: Int) -> Bool {
    var budget = columns
    return spend(&budget)
  }

  /// Takes the width of the value on one line from `budget`; stops early when it is spent.
  private func spend(_ budget: inout Int) -> Bool {
    switch self {
    case .array(let values):
      budget -= 2
      for value in values {
        budget -= 2
        guard value.spend(&budget) else { return false }
      }
    case .object(let members):
      budget -= 2
      for member in members {
        budget -= Self.quoted(member.key).utf8.count + 4
        guard budget >= 0, member.value.spend(&budget) else { return false }
      }
    default: budget -= compactText(separator: ", ", colon: ": ").utf8.count
    }
    return budget >= 0
  }

  private static func quoted(_ string: String) -> String {
    var output = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{00}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
