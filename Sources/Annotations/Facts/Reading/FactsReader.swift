public import Frames

/// Reads facts from the formats that carry labels.
///
/// - `skillet.facts/1` as it is.
/// - A segments document, whose labelled segments become actions.
/// - COIN and CaptainCook4D as ``StepSequenceReader`` knows their shapes.
/// - EPIC-KITCHENS' CSV, with verb, noun and narration.
/// - CrossTask's CSV of one video, `step,start,end`, beside the names of the task's steps.
/// - The sidecar of a simulator (`"fps"`, `"segments"` with `"skill"`, `"events"`, `"hand"`, …).
/// - A label a frame, as MS-TCN writes them, at a stated rate.
/// - Any other format of ``AnnotationFormats`` whose spans have labels: ELAN, VIA, CVAT, Label
///   Studio, FiftyOne, ActivityNet, WebVTT, OpenTimelineIO, LosslessCut and the rest.
///
/// The shape is told from the text. Cost: linear in the length of the text.
public struct FactsReader: Sendable {
  /// Frames a second for formats that only count frames.
  public var frameRate: Rational?
  /// Who acts, for formats that do not say it.
  public var scene: DescribedVideo.Scene?
  /// The names of each task's steps, by task, for CrossTask's CSV.
  public var stepNames: [String: [String]]
  /// Names of what is no step.
  public var background: Set<String>

  /// Chooses what the files do not say themselves.
  public init(
    frameRate: Rational? = nil, scene: DescribedVideo.Scene? = nil,
    stepNames: [String: [String]] = [:],
    background: Set<String> = StepSequenceReader.usualBackground
  ) {
    self.frameRate = frameRate
    self.scene = scene
    self.stepNames = stepNames
    self.background = background
  }

  /// Reads the facts of one file; throws its first fault, with its place.
  public func read(_ text: String, file: String) throws(AnnotationError) -> FactsDocument {
    var document = try facts(in: text, file: file)
    if let scene {
      for index in document.videos.indices where document.videos[index].scene == .unknown {
        document.videos[index].scene = scene
      }
    }
    document.sort()
    try document.faults.raise(file: file, step: "read the facts", advice: "correct the file")
    return document
  }

  private func facts(in text: String, file: String) throws(AnnotationError) -> FactsDocument {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if opening == "{" || opening == "[" {
      let json: JSONValue
      do {
        json = try JSONValue(parsing: text, file: file)
      } catch {
        // A value a line is no value as a whole.
        if let facts = try otherFormat(text, file) { return facts }
        throw error
      }
      if json["schema"]?.string == FactsDocument.schema {
        return try FactsDocument(json: json, file: file)
      }
      if json["schema"]?.string == SegmentsDocument.schema {
        return SegmentFacts.facts(of: try SegmentsDocument(json: json, file: file))
      }
      if json["fps"] != nil, json["segments"] != nil {
        return try SimulatorFacts(file: file).read(json)
      }
      if let facts = try otherFormat(text, file) { return facts }
      return try StepFacts(file: file, background: background).read(json)
    }
    let head = TextLines(text).lines.first ?? ""
    if head.contains("narration"), head.contains(",") {
      return try EpicKitchensFacts(file: file).read(text)
    }
    if file.lowercased().hasSuffix(".csv"), Self.isStepTable(String(head)) {
      return try CrossTaskFacts(file: file, stepNames: stepNames).read(text)
    }
    if let facts = try otherFormat(text, file) { return facts }
    return try frameLabels(text, file: file)
  }

  /// Whether a line is a step's number, its start and its end, as CrossTask has them.
  private static func isStepTable(_ line: String) -> Bool {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.filter { !$0.isWhitespace } }
    return fields.count == 3 && Int(fields[0]) != nil && fields.allSatisfy { Double($0) != nil }
  }

  /// Formats with readers of their own here, because they say more than spans.
  private static let own: Set<String> = [
    SegmentsFormat.id, COIN.id, CookingRecordings.id, SimulatorRecording.id, CrossTaskSteps.id,
    EpicKitchensTable.id, FrameLabels.id,
  ]

  private func otherFormat(_ text: String, _ file: String) throws(AnnotationError) -> FactsDocument?
  {
    let source = AnnotationSource(file: file, text: text)
    guard let format = AnnotationFormats.format(of: source), !Self.own.contains(format.id) else {
      return nil
    }
    return try FormatFacts(format: format, frameRate: frameRate, background: background)
      .read(source)
  }

  private func frameLabels(_ text: String, file: String) throws(AnnotationError) -> FactsDocument {
    guard let rate = frameRate, rate.numerator > 0, rate.denominator > 0 else {
      throw AnnotationError(
        file: file, step: "read the label of each frame", reason: "labels a frame state no time",
        advice: "say how many frames a second there are, such as `--rate 30`")
    }
    let runs = try FrameLabels.read(text, context: ReadingContext(file: file))
    let frames = runs.last?.frames.upperBound ?? 0
    let name = VideoName.ofAnnotation(file) ?? file
    var facts = FactCollection()
    facts.add(
      DescribedVideo(
        id: name, durationMicroseconds: TimeSpan(frames: 0..<frames, rate: rate).endMicroseconds,
        frames: frames, frameRate: rate, scene: .person))
    facts.add(
      FactSource(id: "frame-labels", kind: .format, name: "a label a frame", uncertainty: 0.5))
    for run in runs {
      guard let label = run.label, !background.contains(label) else { continue }
      facts.add(
        .action, .text(FactLabel.words(label)), span: TimeSpan(frames: run.frames, rate: rate),
        source: "frame-labels")
    }
    return facts.document
  }
}
