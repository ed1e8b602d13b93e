/// CrossTask's annotation of one video: rows `step,start,end`, steps counted from 1.
///
/// The file is named `TASK_VIDEO.csv`; the names of the task's steps stand in
/// `tasks_primary.txt`, whose text ``stepNames(inTasks:)`` reads.
struct CrossTaskFacts {
  let file: String
  let stepNames: [String: [String]]

  func read(_ text: String) throws(AnnotationError) -> FactsDocument {
    let name = VideoName.ofAnnotation(file) ?? file
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    let task = parts.count == 2 ? parts[0] : ""
    var facts = FactCollection()
    facts.add(FactSource(id: "crosstask", kind: .person, name: "CrossTask", uncertainty: 1))
    var steps: [(label: String, span: TimeSpan)] = []
    for row in try CSVTable(text, file: file).rows {
      guard row.fields.count == 3, let step = Int(row.fields[0]), step > 0,
        let start = Double(row.fields[1]), let end = Double(row.fields[2]), start >= 0,
        end > start, end < 1e9
      else { throw fault("line \(row.line)", "should be a step's number, its start and its end") }
      guard let names = stepNames[task] else {
        throw fault("", "the names of the steps of task \"\(task)\" are not known")
      }
      guard step <= names.count else {
        throw fault("line \(row.line)", "task \"\(task)\" has no step \(step)")
      }
      steps.append((names[step - 1], TimeSpan(start: start, end: end)))
    }
    guard let last = steps.map(\.span.endMicroseconds).max() else {
      throw fault("", "there is no step")
    }
    facts.add(
      DescribedVideo(
        id: parts.count == 2 ? parts[1] : name, durationMicroseconds: last, scene: .person))
    for step in steps {
      facts.add(
        .action, .text(FactLabel.words(step.label)), span: step.span, source: "crosstask")
    }
    return facts.document
  }

  private func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read CrossTask's steps", place: place, reason: reason,
      advice: "give TASK_VIDEO.csv with `step,start,end` beside tasks_primary.txt")
  }
}

extension FactsReader {
  /// The steps of each task in CrossTask's `tasks_primary.txt`: blocks of five lines (number, name,
  /// address, count, comma-separated steps) with a blank line between.
  public static func stepNames(inTasks text: String) -> [String: [String]] {
    var names: [String: [String]] = [:]
    let lines = TextLines(text).lines
    for (index, line) in lines.enumerated() where index + 4 < lines.count {
      guard Int(line) != nil, Int(lines[index + 3]) != nil else { continue }
      names[line] = lines[index + 4].split(separator: ",").map(String.init)
    }
    return names
  }
}
