internal import Skillet

/// What a person may be called.
enum PersonName {
  static let longest = 80

  /// The name without blanks at its ends; nil where it is empty, too long or not on one line.
  static func checked(_ given: String) -> String? {
    guard given.utf8.count <= 4 * longest else { return nil }
    let blank: (Character) -> Bool = { $0.isWhitespace }
    var name = given[...].drop(while: blank)
    while let last = name.last, blank(last) { name = name.dropLast() }
    let text = String(name)
    return text.isEmpty || text.count > longest || text.printable != text ? nil : text
  }
}
