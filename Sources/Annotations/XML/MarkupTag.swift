/// What stands next in an XML text.
enum MarkupEvent: Hashable {
  /// A tag that begins an element.
  case begin(MarkupTag)
  /// A piece of text within an element.
  case text(String)
  /// The end of the element of this name.
  case end(String)
}

/// A tag that begins an element, and where it stands.
struct MarkupTag: Hashable {
  var name: String
  var attributes: [MarkupAttribute] = []
  var line: Int
  var column: Int

  /// The value of an attribute.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The place in words.
  var place: String { "line \(line), column \(column)" }
}

/// One `name="value"` of a tag.
struct MarkupAttribute: Hashable {
  var name: String
  var value: String
}

/// What is wrong with an XML text, and where.
struct MarkupError: Error, Hashable {
  /// The line, from 1.
  var line: Int
  /// The column in bytes, from 1.
  var column: Int
  /// What was wrong, in words.
  var reason: String

  /// The place in words.
  var place: String { "line \(line), column \(column)" }
}
