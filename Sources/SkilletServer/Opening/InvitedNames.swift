internal import Foundation
internal import Skillet

/// The file of those who are invited: one name a line; blank lines and those with `#` do not count.
enum InvitedNames {
  static func read(_ path: String?) throws(SkilletError) -> [String] {
    guard let path else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SkilletError(.noInput, "\(path.printable): the file of names cannot be read")
    }
    guard data.count < 1 << 20, let text = String(bytes: data, encoding: .utf8) else {
      throw SkilletError(.badData, "\(path.printable): it is no list of names, one a line")
    }
    return text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
