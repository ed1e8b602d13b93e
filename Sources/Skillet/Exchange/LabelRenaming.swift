internal import Annotations
internal import Yams

/// Old and new names of labels, as `--labels` gives them.
///
/// CSV has two columns, old and new, with or without that head; YAML is `old: new` a line, or a list
/// of `{old: …, new: …}`. All names change at once, so that two can be exchanged; an empty new name
/// takes the label away.
struct LabelRenaming {
  private let file: String
  private var names: [String: String] = [:]
  private var order: [String] = []

  init(reading path: String) throws(SkilletError) {
    let source = try AnnotationBytes.source(path)
    do {
      try self.init(source)
    } catch {
      throw SkilletError(error)
    }
  }

  init(_ source: AnnotationSource) throws(AnnotationError) {
    file = source.file
    let isYAML = ["yaml", "yml"].contains(source.fileExtension)
    let pairs = isYAML ? try Self.yaml(source) : try Self.csv(source)
    for (old, new, place) in pairs {
      if let other = names.updateValue(new, forKey: old), other != new {
        throw Self.fault(file, place, "\"\(old)\" already becomes \"\(other)\"")
      }
      order.append(old)
    }
    if pairs.isEmpty { throw Self.fault(file, "line 1", "there is no label") }
  }

  /// Renames the labels and the vocabulary.
  ///
  /// - Returns: the old names that are nowhere.
  func rename(_ set: inout AnnotationSet) throws(SkilletError) -> [String] {
    var met: Set<String> = []
    for video in set.videos.indices {
      for tier in set.videos[video].tiers.indices {
        for span in set.videos[video].tiers[tier].spans.indices {
          guard let old = set.videos[video].tiers[tier].spans[span].label, let new = names[old]
          else { continue }
          set.videos[video].tiers[tier].spans[span].label = new.isEmpty ? nil : new
          met.insert(old)
        }
      }
    }
    var classes: [LabelClass] = []
    for var entry in set.classes {
      if let new = names[entry.name] {
        met.insert(entry.name)
        if new.isEmpty { continue }
        entry.name = new
      }
      if let other = classes.first(where: { $0.name == entry.name }) {
        guard other.id == entry.id else {
          throw SkilletError(
            .badData,
            "\(file): \"\(entry.name)\" would have two ids, \(other.id) and \(entry.id); give the "
              + "labels different new names")
        }
        continue
      }
      classes.append(entry)
    }
    set.classes = classes
    let absent = order.filter { !met.contains($0) }
    return absent.isEmpty
      ? [] : ["\(file): no label is called \(absent.map { "\"\($0)\"" }.joined(separator: ", "))"]
  }

  private typealias Pair = (old: String, new: String, place: String)

  private static func csv(_ source: AnnotationSource) throws(AnnotationError) -> [Pair] {
    var pairs: [Pair] = []
    for (line, fields) in try CSVRows.read(source.text(), file: source.file) {
      guard fields.count == 2 else {
        throw fault(source.file, "line \(line)", "should have two fields, old and new")
      }
      if pairs.isEmpty, fields.map({ $0.lowercased() }) == ["old", "new"] { continue }
      pairs.append((fields[0], fields[1], "line \(line)"))
    }
    return pairs
  }

  private static func yaml(_ source: AnnotationSource) throws(AnnotationError) -> [Pair] {
    let node: Node?
    do {
      node = try Yams.compose(yaml: try source.text())
    } catch let error as AnnotationError {
      throw error
    } catch {
      throw fault(source.file, "", "is no YAML: \("\(error)".prefix(200))")
    }
    var pairs: [Pair] = []
    func place(_ node: Node) -> String { node.mark.map { "line \($0.line)" } ?? "" }
    if let mapping = node?.mapping {
      for (key, value) in mapping {
        guard let old = key.scalar?.string, let new = value.scalar?.string else {
          throw fault(source.file, place(key), "should be old: new")
        }
        pairs.append((old, new, place(key)))
      }
    } else if let list = node?.sequence {
      for entry in list {
        guard let old = entry.mapping?["old"]?.scalar?.string,
          let new = entry.mapping?["new"]?.scalar?.string
        else { throw fault(source.file, place(entry), "should have old and new") }
        pairs.append((old, new, place(entry)))
      }
    } else {
      throw fault(source.file, "line 1", "should be old: new a line")
    }
    return pairs
  }

  private static func fault(_ file: String, _ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the names of labels", place: place, reason: reason,
      advice: "give two columns, old and new, or YAML with old: new a line")
  }
}
