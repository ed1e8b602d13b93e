/// Reads step sequences from the shapes in which data sets and people state them.
///
/// - COIN: `{"database": {VIDEO: {"class", "annotation": [{"label", "segment": [s, e]}]}}}`, and the
///   list of one-video objects that others split it into; the task is the class.
/// - CrossTask as Graph Scripts release it: a list of strings whose steps are joined by ` <-> `,
///   beside it the scripts, row by row, which tell the tasks.
/// - CaptainCook4D: `{"annotations": {ID: {"activity_name", "segments": [{"step_name",
///   "start_time", "end_time"}]}}}`.
/// - Plain JSON: a list of lists of labels, `{NAME: [label, …]}`, or a list of `{"name", "task",
///   "steps": […]}`, where a step is a label or `{"label", "start", "end"}` in seconds.
/// - A segments document whose segments have labels or skills.
/// - CSV: a row a step with columns `video` and `step` (and `task`, `start`, `end`), or a row a
///   sequence without a head.
/// - A label a frame, as MS-TCN writes them: each run of equal labels is one step.
///
/// The shape is told from the text. Labels are trimmed of blanks at both ends and else kept as they
/// are. Cost: linear in the length of the text.
public struct StepSequenceReader: Sendable {
  /// Labels that are no step and left out wherever they stand.
  public var background: Set<String>

  /// The names of what is no step in the usual data sets.
  public static let usualBackground: Set<String> = [
    "background", "SIL", "action_start", "action_end",
  ]

  /// Chooses what is no step.
  public init(background: Set<String> = usualBackground) {
    self.background = background
  }

  /// Reads all demonstrations of a text; throws its first fault.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - file: the file's name, for messages and for the name of a demonstration that has none.
  ///   - scripts: the text and name of a file with each row's script, for CrossTask's shape.
  public func read(
    _ text: String, file: String, scripts: (text: String, file: String)? = nil
  ) throws(AnnotationError) -> StepSequenceList {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    var list: StepSequenceList
    if opening == "{" || opening == "[" {
      let json = try JSONValue(parsing: text, file: file)
      if let rows = json.array, !rows.isEmpty, rows.allSatisfy({ $0.string != nil }) {
        list = try CrossTaskPaths(file: file).read(rows, scripts: scripts)
      } else {
        list = try StepSequenceJSON(file: file).read(json)
      }
    } else if file.lowercased().hasSuffix(".csv") {
      list = try StepSequenceCSV(file: file).read(text)
    } else {
      list = try frames(text, file)
    }
    if !background.isEmpty {
      for index in list.sequences.indices {
        list.sequences[index].steps.removeAll { background.contains($0.label) }
      }
    }
    for sequence in list.sequences where sequence.steps.isEmpty {
      throw StepSequenceFault.fault(
        file, sequence.name, "the demonstration has no step", "take it out, or give its steps")
    }
    return list
  }

  private func frames(_ text: String, _ file: String) throws(AnnotationError) -> StepSequenceList {
    let runs = try FrameLabels.read(text, context: ReadingContext(file: file))
    let name = VideoName.ofAnnotation(file) ?? file
    return StepSequenceList([
      StepSequence(name: name, steps: runs.compactMap { $0.label.map { StepSequence.Step($0) } })
    ])
  }
}

/// How faults of step sequences are told.
enum StepSequenceFault {
  static func fault(
    _ file: String, _ place: String, _ reason: String, _ advice: String
  ) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the step sequences", place: place, reason: reason, advice: advice)
  }

  /// A label without blanks at its ends; throws where nothing is left.
  static func label(
    _ text: String, _ file: String, _ place: @autoclosure () -> String
  ) throws(AnnotationError) -> String {
    let bytes = text.utf8
    if let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20, first < 0x80,
      last < 0x80
    {
      return text
    }
    var label = text[...]
    while label.first?.isWhitespace ?? false { label.removeFirst() }
    while label.last?.isWhitespace ?? false { label.removeLast() }
    guard !label.isEmpty else {
      throw fault(file, place(), "the label is empty", "give every step a name")
    }
    return String(label)
  }
}
