/// The JSON header of a safetensors file: `{"name": {"dtype": …, "shape": …, "data_offsets": …}}`.
struct SafetensorsHeader {
  /// What the header says of one tensor.
  struct Entry {
    var name: String
    var type = ""
    var shape: [Int] = []
    var begin = 0
    var end = 0

    /// The order in the file; an empty tensor comes before the one that begins at its place.
    static func liesBefore(_ left: Entry, _ right: Entry) -> Bool {
      (left.begin, left.end) < (right.begin, right.end)
    }
  }

  var entries: [Entry] = []
  var metadata: [String: String] = [:]

  /// Reads the header and nothing else: a member of any other form is a fault.
  init(parsing bytes: ArraySlice<UInt8>) throws(HeaderScanner.Fault) {
    var scanner = HeaderScanner(bytes)
    var names: Set<String> = []
    // The reference implementation demands that the brace comes without a blank.
    guard bytes.first == UInt8(ascii: "{") else { throw scanner.fault("'{' should stand") }
    try scanner.members { scanner throws(HeaderScanner.Fault) in
      let place = scanner.position
      let name = try scanner.jsonString()
      guard names.insert(name).inserted else {
        throw scanner.fault("the name '\(name)' comes a second time", at: place)
      }
      try scanner.expect(":")
      if name == "__metadata__" {
        metadata = try Self.texts(&scanner)
      } else {
        entries.append(try Self.entry(named: name, &scanner))
      }
    }
    guard scanner.peek() == nil else { throw scanner.fault("more than the header stands") }
  }

  private static func texts(
    _ scanner: inout HeaderScanner
  ) throws(HeaderScanner.Fault) -> [String: String] {
    var texts: [String: String] = [:]
    try scanner.members { scanner throws(HeaderScanner.Fault) in
      let key = try scanner.jsonString()
      try scanner.expect(":")
      let text = try scanner.jsonString()
      guard texts.updateValue(text, forKey: key) == nil else {
        throw scanner.fault("the key '\(key)' came a second time")
      }
    }
    return texts
  }

  private static func entry(
    named name: String, _ scanner: inout HeaderScanner
  ) throws(HeaderScanner.Fault) -> Entry {
    var entry = Entry(name: name)
    var keys: Set<String> = []
    try scanner.members { scanner throws(HeaderScanner.Fault) in
      let place = scanner.position
      let key = try scanner.jsonString()
      try scanner.expect(":")
      guard keys.insert(key).inserted else {
        throw scanner.fault("the key '\(key)' comes a second time", at: place)
      }
      switch key {
      case "dtype": entry.type = try scanner.jsonString()
      case "shape": entry.shape = try scanner.wholeNumbers()
      case "data_offsets":
        let offsets = try scanner.wholeNumbers()
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
          throw scanner.fault("data_offsets of '\(name)' are no rising pair", at: place)
        }
        (entry.begin, entry.end) = (offsets[0], offsets[1])
      default: throw scanner.fault("the unknown key '\(key)' stands", at: place)
      }
    }
    guard keys.count == 3 else {
      throw scanner.fault("'\(name)' ends without dtype, shape and data_offsets")
    }
    return entry
  }
}

extension HeaderScanner {
  /// The members of a JSON object; the closure reads key, colon and value.
  fileprivate mutating func members(
    _ member: (inout HeaderScanner) throws(Fault) -> Void
  ) throws(Fault) {
    try expect("{")
    if take("}") { return }
    repeat { try member(&self) } while take(",")
    try expect("}")
  }

  /// A JSON list of whole numbers.
  fileprivate mutating func wholeNumbers() throws(Fault) -> [Int] {
    try expect("[")
    if take("]") { return [] }
    var numbers: [Int] = []
    repeat { numbers.append(try wholeNumber()) } while take(",")
    try expect("]")
    return numbers
  }
}
