/// The paths of CrossTask as Graph Scripts (Zhou et al., 2023) release them: one string a video,
/// its steps joined by ` <-> `; a second file holds each video's script in the same row.
struct CrossTaskPaths {
  let file: String
  static let separator = "<->"

  func read(
    _ rows: [JSONValue], scripts: (text: String, file: String)?
  ) throws(AnnotationError) -> StepSequenceList {
    let paths = try steps(rows, file)
    guard let scripts else {
      return StepSequenceList(
        paths.enumerated().map { index, steps in
          StepSequence(name: name(index), steps: steps.map { StepSequence.Step($0) })
        })
    }
    let json = try JSONValue(parsing: scripts.text, file: scripts.file)
    guard let scriptRows = json.array, scriptRows.count == rows.count,
      scriptRows.allSatisfy({ $0.string != nil })
    else {
      throw StepSequenceFault.fault(
        scripts.file, "", "should hold \(rows.count) scripts, one for each row of \(file)",
        "give the two files that belong together")
    }
    var tasks: [String: String] = [:]
    var list = StepSequenceList([])
    for (index, steps) in paths.enumerated() {
      let text = scriptRows[index].string ?? ""
      let task = tasks[text] ?? "task \(tasks.count + 1)"
      if tasks.updateValue(task, forKey: text) == nil {
        list.scripts[task] = try self.steps([scriptRows[index]], scripts.file, from: index)[0]
      }
      if let stranger = steps.first(where: { !(list.scripts[task] ?? []).contains($0) }) {
        throw StepSequenceFault.fault(
          file, "[\(index)]", "\"\(stranger)\" is no step of the script in \(scripts.file)",
          "give the two files that belong together")
      }
      list.sequences.append(
        StepSequence(name: name(index), task: task, steps: steps.map { StepSequence.Step($0) }))
    }
    return list
  }

  private func name(_ index: Int) -> String { "row \(index)" }

  /// Each row's steps; the separator also stands behind the last.
  private func steps(
    _ rows: [JSONValue], _ file: String, from first: Int = 0
  ) throws(AnnotationError) -> [[String]] {
    var lists: [[String]] = []
    for (index, row) in rows.enumerated() {
      var parts = Self.split(row.string ?? "")
      if let last = parts.last, last.allSatisfy(\.isWhitespace) { parts.removeLast() }
      let place = "[\(first + index)]"
      if parts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
        throw StepSequenceFault.fault(
          file, place, "the demonstration has no step", "take it out, or give its steps")
      }
      var labels: [String] = []
      for part in parts { labels.append(try StepSequenceFault.label(part, file, place)) }
      lists.append(labels)
    }
    return lists
  }

  private static func split(_ text: String) -> [String] {
    var (parts, rest) = ([String](), text[...])
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
