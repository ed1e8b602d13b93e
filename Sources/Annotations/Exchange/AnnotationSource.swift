/// A file as a reader meets it: its name for messages and what it holds.
public struct AnnotationSource: Sendable {
  /// The most bytes that are read of one file: more is no annotation.
  public static let byteLimit = 256 << 20

  /// The file as the person named it; `-` for standard input.
  public let file: String
  /// What it holds.
  public let bytes: [UInt8]

  /// Collects a file.
  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Collects a text.
  public init(file: String, text: String) { self.init(file: file, bytes: Array(text.utf8)) }

  /// The first bytes as text, for telling the format; bytes that are no UTF-8 become U+FFFD.
  public var opening: String {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(decoding: bytes[start..<min(bytes.count, start + 4096)], as: UTF8.self)
  }

  /// The extension of the file's name in lower case, without its dot; empty where there is none.
  public var fileExtension: String {
    let name = file.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The first character that is no blank; nil where there is none at the beginning of the file.
  public var firstCharacter: Character? { opening.first { !$0.isWhitespace } }

  /// The name of the video that the file's name stands for.
  public var videoName: String {
    VideoName.ofAnnotation(file) ?? (file == "-" ? "video" : VideoName.ofVideo(file))
  }

  /// The text; throws at the first byte that is no UTF-8, with its line.
  public func text() throws(AnnotationError) -> String {
    for (mark, name) in [([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE")]
      as [([UInt8], String)]
    where bytes.starts(with: mark) {
      throw fault("byte 1", "it is \(name)", "write it as UTF-8: iconv -f \(name) -t UTF-8")
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }
    let (line, column) = firstInvalid
    throw fault(
      "line \(line), column \(column)", "the byte there is not UTF-8", "write the file as UTF-8")
  }

  /// The file as one JSON value.
  public func json() throws(AnnotationError) -> JSONValue {
    _ = try text().isEmpty
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw AnnotationError(
        file: file, step: "read JSON", place: error.place, reason: error.reason,
        advice: "the file is damaged or not JSON")
    }
  }

  private func fault(_ place: String, _ reason: String, _ advice: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the text", place: place, reason: reason, advice: advice)
  }

  private var firstInvalid: (line: Int, column: Int) {
    var (line, start, position) = (1, 0, 0)
    var decoder = UTF8()
    var bytes = bytes.makeIterator()
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar):
        position += UTF8.width(scalar)
        if scalar == "\n" { (line, start) = (line + 1, position) }
      case .emptyInput, .error: return (line, position - start + 1)
      }
    }
  }
}

/// A folder as a reader meets it: the names of all files below it, read when asked for.
public struct AnnotationFolder: Sendable {
  /// The folder as the person named it.
  public let path: String
  /// Paths of all files relative to the folder, in the order of their names.
  public let names: [String]
  private let load: @Sendable (String) throws(AnnotationError) -> AnnotationSource

  /// Names a folder; `load` reads one of its files.
  public init(
    path: String, names: [String],
    load: @escaping @Sendable (String) throws(AnnotationError) -> AnnotationSource
  ) {
    self.path = path
    self.names = names
    self.load = load
  }

  /// Reads a file.
  public func file(_ name: String) throws(AnnotationError) -> AnnotationSource { try load(name) }
}

/// A file that a writer made.
public struct AnnotationFile: Sendable, Hashable {
  /// The path below the output folder; a writer's only file takes the name that the person gives.
  public var name: String
  /// What it holds.
  public var bytes: [UInt8]

  /// Collects a file of text.
  public init(name: String, text: String) {
    self.name = name
    bytes = Array(text.utf8)
  }
}
