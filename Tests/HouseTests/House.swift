import Foundation

/// A file of the project as the fence sees it.
struct SourceFile {
  /// Path from the top of the project, such as `Sources/Frames/Rational.swift`.
  var path: String
  var text: String

  /// The target under `Sources` that the file belongs to; nil for other files.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// The lines without their comments.
  var codeLines: [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      let code = line.trimmingPrefix(while: \.isWhitespace)
      if code.hasPrefix("//") { return (index + 1, "") }
      return (index + 1, line.firstRange(of: " //").map { line[..<$0.lowerBound] } ?? line)
    }
  }

  /// The modules that the file imports, with the line of each.
  var imports: [(module: String, line: Int)] {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor",
    ]
    return codeLines.compactMap { number, line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let place = words.firstIndex(of: "import"), place < 4 else { return nil }
      let names = words[(place + 1)...].drop { kinds.contains($0) }
      guard let name = names.first?.split(separator: ".").first else { return nil }
      return (String(name), number)
    }
  }
}

/// The project on disk.
enum House {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files below some folders of the top level, with the manifest.
  static func swiftFiles(below folders: [String]) throws -> [SourceFile] {
    var files = [try file("Package.swift")]
    for folder in folders {
      for path in try FileManager.default.subpathsOfDirectory(
        atPath: root.appendingPathComponent(folder).path
      ).sorted() where path.hasSuffix(".swift") {
        files.append(try file("\(folder)/\(path)"))
      }
    }
    return files
  }

  /// Every path below some folders.
  static func paths(below folders: [String]) throws -> [String] {
    try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(
        atPath: root.appendingPathComponent(folder).path
      ).map { "\(folder)/\($0)" }
    }
  }

  /// The entries of the top level that git does not ignore.
  static func topLevel() throws -> [String] {
    let ignored = try file(".gitignore").text.split(separator: "\n").map(String.init)
    return try FileManager.default.contentsOfDirectory(atPath: root.path).filter { name in
      name != ".git"
        && !ignored.contains { rule in
          let pattern = rule.hasSuffix("/") ? String(rule.dropLast()) : rule
          return pattern.hasPrefix("*") ? name.hasSuffix(pattern.dropFirst()) : name == pattern
        }
    }
  }

  private static func file(_ path: String) throws -> SourceFile {
    SourceFile(
      path: path,
      text: try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
  }
}
