/// A pattern of paths: `*` and `?` within a part, `[a-z]`, `[!a]`, `{a,b}`, and `**` for any folders.
struct GlobPattern {
  /// The folder up to the first part that is a pattern.
  let root: String
  private let parts: [[Substring]]

  /// Whether a text is a pattern.
  static func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

  init(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let fixed = parts.prefix { !Self.isPattern(String($0)) }
    let isAbsolute = text.hasPrefix("/")
    let root = fixed.joined(separator: "/")
    self.root = root.isEmpty ? (isAbsolute ? "/" : ".") : root
    self.parts = Self.alternatives(parts.dropFirst(fixed.count).joined(separator: "/"))
      .map { Self.split($0) }
  }

  /// Whether a path below the root fits.
  func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return parts.contains { Self.matches(names[...], $0[...]) }
  }

  private static func split(_ text: String) -> [Substring] { text[...].split(separator: "/") }

  private static func matches(
    _ names: ArraySlice<Substring>, _ parts: ArraySlice<Substring>
  ) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part == "**" {
      let rest = parts.dropFirst()
      return (0...names.count).contains { matches(names.dropFirst($0), rest) }
    }
    guard let name = names.first else { return false }
    return fits(Array(name)[...], Array(part)[...])
      && matches(names.dropFirst(), parts.dropFirst())
  }

  private static func fits(_ name: ArraySlice<Character>, _ part: ArraySlice<Character>) -> Bool {
    guard let sign = part.first else { return name.isEmpty }
    let rest = part.dropFirst()
    switch sign {
    case "*":
      return (0...name.count).contains { fits(name.dropFirst($0), rest) }
    case "?": return !name.isEmpty && fits(name.dropFirst(), rest)
    case "[":
      // A bracket right behind the opening one, or behind its "!", is itself meant.
      let isNegated = rest.first == "!" || rest.first == "^"
      let set = rest.dropFirst(isNegated ? 1 : 0)
      guard let end = set.dropFirst().firstIndex(of: "]"), let character = name.first else {
        return name.first == sign && fits(name.dropFirst(), rest)
      }
      return contains(set[..<end], character) != isNegated
        && fits(name.dropFirst(), part[(end + 1)...])
    default: return name.first == sign && fits(name.dropFirst(), rest)
    }
  }

  private static func contains(_ set: ArraySlice<Character>, _ wanted: Character) -> Bool {
    var rest = set
    while let first = rest.popFirst() {
      if rest.first == "-", let last = rest.dropFirst().first {
        if first <= last, (first...last).contains(wanted) { return true }
        rest = rest.dropFirst(2)
      } else if first == wanted {
        return true
      }
    }
    return false
  }

  /// The texts that `{a,b}` stands for.
  private static func alternatives(_ text: String) -> [String] {
    guard let open = text.firstIndex(of: "{") else { return [text] }
    var (depth, places) = (0, [open])
    var index = open
    while index < text.endIndex {
      switch text[index] {
      case "{": depth += 1
      case "}": depth -= 1
      case "," where depth == 1: places.append(index)
      default: break
      }
      if depth == 0 { break }
      index = text.index(after: index)
    }
    guard index < text.endIndex else { return [text] }
    places.append(index)
    let (head, tail) = (text[..<open], text[text.index(after: index)...])
    return zip(places, places.dropFirst()).flatMap { from, to in
      alternatives(String(head + text[text.index(after: from)..<to] + tail))
    }
  }
}
