internal import Frames

/// A value of a JSON file and its place in it, so that every fault can name where it lies.
struct JSONCursor {
  let value: JSONValue
  /// `database.tea.annotations[2]`; empty for the file's own value.
  let place: String
  let file: String
  /// The step that fails, such as `read ActivityNet's ground truth`.
  let step: String

  init(_ value: JSONValue, place: String = "", file: String, step: String) {
    self.value = value
    self.place = place
    self.file = file
    self.step = step
  }

  /// The fault of this value.
  func fault(_ reason: String, _ advice: String = "correct the file") -> AnnotationError {
    AnnotationError(file: file, step: step, place: place, reason: reason, advice: advice)
  }

  /// The fault of a value of the wrong type.
  func wrong(_ wanted: String) -> AnnotationError {
    fault("should be \(wanted), not \(value.kindName)")
  }

  private func at(_ value: JSONValue, _ place: String) -> JSONCursor {
    JSONCursor(value, place: place, file: file, step: step)
  }

  // MARK: Objects

  /// The members of an object, in the order of the file.
  func members() throws(AnnotationError) -> [(key: String, value: JSONCursor)] {
    guard let members = value.members else { throw wrong("an object") }
    return members.map { ($0.key, at($0.value, place(of: $0.key))) }
  }

  /// A member; nil where it is absent or null.
  func optional(_ key: String) throws(AnnotationError) -> JSONCursor? {
    guard let members = value.members else { throw wrong("an object") }
    guard let member = members.first(where: { $0.key == key }), member.value != .null else {
      return nil
    }
    return at(member.value, place(of: key))
  }

  /// A member that must be there.
  func member(_ key: String) throws(AnnotationError) -> JSONCursor {
    guard let member = try optional(key) else {
      throw at(.null, place(of: key)).fault("is missing")
    }
    return member
  }

  /// The members whose keys are not known, kept for writing.
  func others(than known: Set<String>) -> [JSONMember] {
    (value.members ?? []).filter { !known.contains($0.key) }
  }

  private func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  // MARK: Lists and scalars

  func elements() throws(AnnotationError) -> [JSONCursor] {
    guard let array = value.array else { throw wrong("a list") }
    return array.enumerated().map { at($1, "\(place)[\($0)]") }
  }

  func string() throws(AnnotationError) -> String {
    guard let string = value.string else { throw wrong("a string") }
    return string
  }

  func number() throws(AnnotationError) -> Double {
    guard let number = value.number else { throw wrong("a number") }
    return number
  }

  /// A whole number within 0 and the largest that counts frames.
  func count() throws(AnnotationError) -> Int {
    guard let count = value.integer, (0...Int(Int32.max)).contains(count) else {
      throw wrong("a whole number of at least 0")
    }
    return count
  }

  func integer() throws(AnnotationError) -> Int {
    guard let integer = value.integer else { throw wrong("a whole number") }
    return integer
  }

  /// Seconds, exactly as written.
  func time() throws(AnnotationError) -> MediaTime {
    guard let time = MediaTime(json: value) else { throw wrong("a number of seconds") }
    return time
  }

  /// `[start, end]` in seconds.
  func times() throws(AnnotationError) -> Extent {
    let ends = try elements()
    guard ends.count == 2 else { throw fault("should be a start and an end in seconds") }
    let (start, end) = (try ends[0].time(), try ends[1].time())
    if end < start { throw fault("ends at \(end.shortestText) s, before its start") }
    return .times(start: start, end: end)
  }
}

extension JSONValue {
  /// What a person would call the value.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): "\"\(string.prefix(40))\""
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// `[start, end]` in seconds.
  static func times(_ start: MediaTime, _ end: MediaTime) -> JSONValue {
    .array([start.json, end.json])
  }
}

extension [JSONMember] {
  /// The value of a key.
  subscript(key: String) -> JSONValue? { first { $0.key == key }?.value }

  /// These, and those of others whose keys are not among them.
  func joined(by others: [JSONMember]) -> [JSONMember] {
    let keys = Set(map(\.key))
    return self + others.filter { !keys.contains($0.key) }
  }
}

extension AnnotationFormat {
  static func cursor(_ source: AnnotationSource) throws(AnnotationError) -> JSONCursor {
    JSONCursor(try source.json(), file: source.file, step: "read \(title)")
  }
}

extension JSONValue {
  /// The text of a file; throws where a number is not finite.
  func fileText(
    _ name: String, _ layout: Layout = .pretty
  ) throws(AnnotationError) -> AnnotationFile {
    do {
      return AnnotationFile(name: name, text: try text(layout))
    } catch {
      throw AnnotationError(file: name, step: "write JSON", reason: error.reason)
    }
  }
}
