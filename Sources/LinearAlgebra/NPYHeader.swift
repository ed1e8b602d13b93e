/// The header of a `.npy` file: a Python dictionary of `descr`, `fortran_order` and `shape`.
struct NPYHeader {
  var type = ""
  var isFortranOrder = false
  var shape: [Int] = []

  /// Reads the dictionary as literals; nothing is evaluated.
  init(parsing bytes: ArraySlice<UInt8>) throws(HeaderScanner.Fault) {
    var scanner = HeaderScanner(bytes)
    var keys: Set<String> = []
    try scanner.expect("{")
    while !scanner.take("}") {
      let place = scanner.position
      let key = try scanner.pythonString()
      try scanner.expect(":")
      guard keys.insert(key).inserted else {
        throw scanner.fault("the key '\(key)' comes a second time", at: place)
      }
      switch key {
      case "descr": type = try scanner.pythonString()
      case "fortran_order": isFortranOrder = try scanner.pythonTruth()
      case "shape": shape = try scanner.pythonTuple()
      default: throw scanner.fault("the unknown key '\(key)' stands", at: place)
      }
      guard scanner.take(",") else {
        try scanner.expect("}")
        break
      }
    }
    guard scanner.peek() == nil else { throw scanner.fault("more than the dictionary stands") }
    guard keys.count == 3 else {
      throw scanner.fault("the dictionary ends without descr, fortran_order and shape")
    }
  }
}

extension HeaderScanner {
  /// A text in single or double quotes, without escapes, as NumPy writes them.
  fileprivate mutating func pythonString() throws(Fault) -> String {
    let first = peek()
    guard let quote = first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw fault(
        first == UInt8(ascii: "[")
          ? "a record of named fields, which is not read, begins" : "a text should stand")
    }
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: quote),
      let text = String(validating: bytes[start..<end], as: UTF8.self),
      !text.utf8.contains(UInt8(ascii: "\\"))
    else { throw fault("a text without an end, or not in plain letters, begins") }
    position = end + 1
    return text
  }

  fileprivate mutating func pythonTruth() throws(Fault) -> Bool {
    if take(word: "True") { return true }
    if take(word: "False") { return false }
    throw fault("True or False should stand")
  }

  fileprivate mutating func pythonTuple() throws(Fault) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !take(")") {
      numbers.append(try wholeNumber())
      guard take(",") else {
        guard numbers.count > 1 else { throw fault("a comma should stand") }
        try expect(")")
        break
      }
    }
    return numbers
  }
}
