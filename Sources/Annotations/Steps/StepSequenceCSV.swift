/// Step sequences as comma-separated values: a row a step under a head, or a row a sequence.
///
/// The head names `video` (or `sequence`, `demonstration`, `name`, `id`) and `step` (or `label`,
/// `action`), and perhaps `task`, `start` and `end` in seconds; rows of one video need not stand
/// together, and are in time where all of them have a start, else in the order of the file. Without a
/// column of videos, a head with `step` and `start` makes the file one demonstration.
struct StepSequenceCSV {
  let file: String

  func read(_ text: String) throws(AnnotationError) -> StepSequenceList {
    let rows = try CSVTable(text, file: file).rows
    guard let head = rows.first else {
      throw fault(nil, "there is no demonstration")
    }
    let names = head.fields.map { $0.filter { !$0.isWhitespace }.lowercased() }
    func column(_ candidates: [String]) -> Int? {
      candidates.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    let video = column(["video", "sequence", "demonstration", "name", "id"])
    guard let step = column(["step", "label", "action"]), video != nil || names.contains("start")
    else { return try plain(rows) }
    let columns = Columns(
      video: video, step: step, task: column(["task", "class"]), start: column(["start"]),
      end: column(["end"]), count: names.count)
    return try table(Array(rows.dropFirst()), columns)
  }

  private struct Columns {
    var video: Int?
    var step: Int
    var task: Int?
    var start: Int?
    var end: Int?
    var count: Int
  }

  private func plain(_ rows: [CSVTable.Row]) throws(AnnotationError) -> StepSequenceList {
    var list = StepSequenceList([])
    for row in rows {
      var fields = row.fields
      while let last = fields.last, last.allSatisfy(\.isWhitespace) { fields.removeLast() }
      if fields.isEmpty { throw fault(row, "the demonstration has no step") }
      var steps: [StepSequence.Step] = []
      for field in fields {
        steps.append(
          StepSequence.Step(try StepSequenceFault.label(field, file, "line \(row.line)")))
      }
      list.sequences.append(StepSequence(name: "line \(row.line)", steps: steps))
    }
    return list
  }

  private func table(
    _ rows: [CSVTable.Row], _ columns: Columns
  ) throws(AnnotationError) -> StepSequenceList {
    guard !rows.isEmpty else { throw fault(nil, "there is no demonstration below the head") }
    var places: [String: Int] = [:]
    var list = StepSequenceList([])
    for row in rows {
      guard row.fields.count == columns.count else {
        throw fault(row, "there are \(row.fields.count) fields, not \(columns.count)")
      }
      let name = columns.video.map { row.fields[$0] } ?? VideoName.ofAnnotation(file) ?? file
      if name.allSatisfy(\.isWhitespace) { throw fault(row, "the video has no name") }
      var task: String?
      if let column = columns.task {
        task = row.fields[column]
        if task?.allSatisfy(\.isWhitespace) ?? true { throw fault(row, "the task has no name") }
      }
      // One name may stand for a demonstration of each of several tasks.
      let key = "\(task ?? "")\u{0}\(name)"
      let place = places[key] ?? list.sequences.count
      if place == list.sequences.count {
        places[key] = place
        list.sequences.append(StepSequence(name: name, task: task, steps: []))
      }
      let label = try StepSequenceFault.label(
        row.fields[columns.step], file, "line \(row.line)")
      list.sequences[place].steps.append(
        StepSequence.Step(label, seconds: try seconds(row, columns)))
    }
    for index in list.sequences.indices {
      let steps = list.sequences[index].steps
      guard steps.allSatisfy({ $0.seconds != nil }) else { continue }
      func key(_ place: Int) -> (Double, Int) { (steps[place].seconds?.lowerBound ?? 0, place) }
      list.sequences[index].steps = steps.indices.sorted { key($0) < key($1) }.map { steps[$0] }
    }
    return list
  }

  private func seconds(
    _ row: CSVTable.Row, _ columns: Columns
  ) throws(AnnotationError) -> Range<Double>? {
    guard let start = columns.start else { return nil }
    func number(_ column: Int) -> Double? {
      Double(row.fields[column].filter { !$0.isWhitespace }).flatMap {
        $0 >= 0 && $0 < 1e9 ? $0 : nil
      }
    }
    guard let from = number(start) else {
      throw fault(row, "\"\(row.fields[start])\" should be a start in seconds")
    }
    guard let end = columns.end else { return from..<from }
    guard let to = number(end), to >= from else {
      throw fault(row, "\"\(row.fields[end])\" should be an end in seconds, not before the start")
    }
    return from..<to
  }

  private func fault(_ row: CSVTable.Row?, _ reason: String) -> AnnotationError {
    StepSequenceFault.fault(
      file, row.map { "line \($0.line)" } ?? "", reason,
      "give a row a step (video,step[,task][,start][,end]) or a row a sequence")
  }
}
