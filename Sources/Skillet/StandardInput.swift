internal import Foundation

/// Files of text that may be standard input.
enum StandardInput {
  /// The text of a file, or of standard input where the path is `-`.
  static func text(of path: String) throws(SkilletError) -> String {
    if path != "-" { return try AnnotationFiles.text(of: path) }
    let data: Data
    do {
      data = try FileHandle.standardInput.readToEnd() ?? Data()
    } catch {
      throw SkilletError(.noInput, "-: cannot read standard input: \(error.localizedDescription)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SkilletError(.badData, "-: cannot read the text: it is not UTF-8")
    }
    return text
  }
}
