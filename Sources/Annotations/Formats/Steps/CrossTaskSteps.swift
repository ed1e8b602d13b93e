/// CrossTask's paths as Graph Scripts release them: the steps of a video in order, without times.
public enum CrossTaskSteps: AnnotationFormat {
  /// `crosstask`.
  public static let id = "crosstask"
  /// What it is.
  public static let title = "CrossTask's step paths"

  /// A list of strings whose steps are joined by `<->`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "[" && source.opening.contains(CrossTaskPaths.separator)
      && source.opening.dropFirst().first { !$0.isWhitespace } == "\""
  }

  /// Reads all paths; the videos are called by their rows.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let list = try StepSequenceReader(background: []).read(source.text(), file: source.file)
    return try AnnotationSet(
      uniquelyNamed: list.sequences.map { AnnotatedVideo($0) }, file: source.file)
  }
}

extension AnnotatedVideo {
  /// The steps of a demonstration; those without times have only their order.
  init(_ sequence: StepSequence) {
    self.init(
      name: sequence.name,
      spans: sequence.steps.enumerated().map { index, step in
        AnnotatedSpan(.unplaced, label: step.label, place: "\(sequence.name), step \(index + 1)")
      })
    if let task = sequence.task { attributes = [JSONMember("task", .string(task))] }
  }
}
