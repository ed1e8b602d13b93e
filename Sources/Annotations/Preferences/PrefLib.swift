/// PrefLib's files of orders (Mattei and Walsh, 2013): `.soc`, `.soi`, `.toc` and `.toi`.
///
/// Read are the files of today, whose head is lines of `# KEY: value`, and those before 2022, whose
/// head is the number of alternatives, their names, and a line of sums. Written are those of today.
/// An alternative's name is one line: line breaks become blanks when written.
public enum PrefLib: String, Sendable, Hashable, CaseIterable {
  /// Strict orders, complete.
  case soc
  /// Strict orders, incomplete.
  case soi
  /// Orders with ties, complete.
  case toc
  /// Orders with ties, incomplete.
  case toi

  /// Whether orders may hold ties.
  public var allowsTies: Bool { self == .toc || self == .toi }
  /// Whether every order names every alternative.
  public var isComplete: Bool { self == .soc || self == .toc }

  /// The type that a file's name promises; nil where it promises none.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
  }

  /// The narrowest type that holds some rankings.
  public init(holding profile: PreferenceProfile) {
    let hasTies = profile.rankings.contains { $0.places.contains { $0.count > 1 } }
    let isComplete = profile.rankings.allSatisfy {
      $0.places.reduce(0) { $0 + $1.count } == profile.items.count
    }
    self = hasTies ? (isComplete ? .toc : .toi) : (isComplete ? .soc : .soi)
  }

  /// Reads a file; a fault names its line.
  ///
  /// Refused are an alternative without a name, an order that names an alternative twice, ties or
  /// incomplete orders in a file whose type forbids them, and sums that do not add up.
  public func read(_ text: String, file: String) throws(AnnotationError) -> PreferenceProfile {
    var reader = PrefLibReader(type: self, file: file)
    for (index, line) in TextLines(text).lines.enumerated() {
      try reader.take(line.trimmed, number: index + 1)
    }
    return try reader.finish()
  }

  /// The text of rankings; throws where the type cannot hold them.
  ///
  /// A count that is no whole number is written as it is, which PrefLib's own tools do not expect.
  /// The items of a rest are left out, as an incomplete order leaves them out.
  public func write(
    _ profile: PreferenceProfile, name: String = "", title: String = ""
  ) throws(AnnotationError) -> String {
    func fault(_ ranking: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: name.isEmpty ? "rankings" : name, step: "write .\(rawValue)",
        place: "ranking \(ranking + 1)", reason: reason,
        advice: "write .\(PrefLib(holding: profile).rawValue)")
    }
    var lines = [
      "# FILE NAME: \(name.onOneLine)", "# TITLE: \(title.onOneLine)", "# DESCRIPTION: ",
      "# DATA TYPE: \(rawValue)", "# MODIFICATION TYPE: original", "# RELATES TO: ",
      "# RELATED FILES: ", "# PUBLICATION DATE: ", "# MODIFICATION DATE: ",
      "# NUMBER ALTERNATIVES: \(profile.items.count)",
      "# NUMBER VOTERS: \(profile.rankings.reduce(0) { $0 + $1.count }.shortText)",
      "# NUMBER UNIQUE ORDERS: \(Set(profile.rankings.map(\.places)).count)",
    ]
    for (index, item) in profile.items.enumerated() {
      lines.append("# ALTERNATIVE NAME \(index + 1): \(item.onOneLine)")
    }
    for (index, ranking) in profile.rankings.enumerated() {
      if !allowsTies, ranking.places.contains(where: { $0.count > 1 }) {
        throw fault(index, "it holds a tie")
      }
      if isComplete, ranking.places.reduce(0, { $0 + $1.count }) < profile.items.count {
        throw fault(index, "it does not name every alternative")
      }
      let places = ranking.places.map { place in
        let names = place.map { String($0 + 1) }.joined(separator: ",")
        return place.count > 1 ? "{\(names)}" : names
      }
      lines.append("\(ranking.count.shortText): \(places.joined(separator: ","))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate var onOneLine: String {
    String(map { $0.isNewline ? " " : $0 }).trimmed
  }

  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
