/// MS-TCN's `mapping.txt`: `id label` a line.
///
/// Several labels may share an id; they are one class.
public struct LabelMapping: Sendable, Hashable {
  /// The file, for messages.
  public let file: String
  /// The labels with their ids, in the order of the file.
  public let entries: [LabelClass]
  private let classes: [String: Int]
  private let names: [Int: String]

  /// Reads a mapping; throws at the first line that is none, and where a label has two ids.
  public init(_ text: String, file: String) throws(AnnotationError) {
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the mapping", place: line > 0 ? "line \(line)" : "",
        reason: reason, advice: "give an id, a blank and a label a line")
    }
    var (classes, names): ([String: Int], [Int: String]) = ([:], [:])
    var entries: [LabelClass] = []
    for (index, line) in TextLines(text).lines.enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      let fields = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard fields.count == 2, let id = Int(fields[0]) else {
        throw fault(index + 1, "\"\(line)\" is no id with a label")
      }
      var label = String(fields[1])
      while label.last?.isWhitespace ?? false { label.removeLast() }
      let other = classes.updateValue(id, forKey: label)
      if let other, other != id {
        throw fault(index + 1, "\"\(label)\" already has the id \(other)")
      }
      if other == nil { entries.append(LabelClass(name: label, id: id)) }
      if names[id] == nil { names[id] = label }
    }
    if classes.isEmpty { throw fault(0, "there is no label") }
    (self.file, self.entries, self.classes, self.names) = (file, entries, classes, names)
  }

  /// Whether a label is in the mapping.
  public func contains(_ label: String) -> Bool { classes[label] != nil }

  /// The first label of the class of a label, or of an id; nil where neither is known.
  public func name(of label: String) -> String? {
    (classes[label] ?? Int(label)).flatMap { names[$0] }
  }
}
