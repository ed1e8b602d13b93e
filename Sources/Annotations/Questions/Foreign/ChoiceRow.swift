/// A row of a set of questions, before anybody knows what its keys mean.
struct ChoiceRow {
  /// Where it stands, for complaints.
  let place: String
  private let values: [String: JSONValue]

  /// The members of an object of JSON.
  init(_ members: [JSONMember], place: String) {
    self.place = place
    values = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// The fields of a row of a table.
  init(columns: [String], fields: [String], place: String) {
    self.place = place
    values = Dictionary(zip(columns, fields.map { JSONValue.string($0) })) { first, _ in first }
  }

  /// A value that is there and not null.
  subscript(key: String) -> JSONValue? {
    guard let value = values[key], value != .null else { return nil }
    return value
  }

  func has(_ keys: String...) -> Bool { keys.allSatisfy { values[$0] != nil } }

  /// The first of some values as text; numbers as they are written.
  func text(_ keys: String...) -> String? {
    keys.lazy.compactMap { self[$0]?.asText }.first
  }

  /// The first of some values as a whole number, which tables write as text.
  func integer(_ keys: String...) -> Int? {
    keys.lazy.compactMap { key in
      self[key].flatMap { $0.integer ?? $0.string.flatMap { Int($0.trimmingBlanks) } }
    }.first
  }

  /// A list of texts; nil where it is none.
  func list(_ key: String) -> [String]? {
    self[key]?.array.map { $0.map { $0.asText ?? "" } }
  }

  /// The values of `prefix0`, `prefix1` and so on, as many as there are.
  func numbered(_ prefix: String) -> [String] {
    var texts: [String] = []
    while values["\(prefix)\(texts.count)"] != nil {
      texts.append(text("\(prefix)\(texts.count)") ?? "")
    }
    return texts
  }
}

extension JSONValue {
  /// A string, number or truth as text; nil for anything else.
  fileprivate var asText: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): number.description
    case .bool(let truth): truth ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}
