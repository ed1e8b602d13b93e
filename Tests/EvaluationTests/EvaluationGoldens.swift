import Annotations
import Foundation

/// Answers of other programs, written by `Tests/Goldens/make_evaluation_goldens`.
enum EvaluationGoldens {
  static func value(_ key: String) throws -> JSONValue {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Goldens/evaluation.json").standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let value = try JSONValue(parsing: text, file: file.path)[key] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return value
  }

  /// The elements of a list that has some.
  static func cases(_ key: String) throws -> [JSONValue] {
    let cases = try value(key).array ?? []
    if cases.isEmpty { throw CocoaError(.fileReadCorruptFile) }
    return cases
  }
}

extension JSONValue {
  var integers: [Int] { array?.compactMap(\.integer) ?? [] }
  var numbers: [Double] { array?.compactMap(\.number) ?? [] }
}

/// A label a frame, each one character.
func labels(_ text: String) -> [String] { text.map { String($0) } }
