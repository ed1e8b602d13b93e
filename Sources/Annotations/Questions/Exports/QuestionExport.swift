/// The forms in which other programs take a set of questions.
public enum QuestionExport: String, Sendable, Hashable, CaseIterable {
  /// A folder for lmms-eval's `--include_path`.
  case lmmsEval = "lmms-eval"
  /// A table and the class of a data set for VLMEvalKit.
  case vlmEvalKit = "vlmevalkit"
  /// The annotations and videos of PerceptionComp's own runner.
  case perceptionComp = "perceptioncomp"
  /// MVBench's JSON.
  case mvBench = "mvbench"
  /// Video-MME's rows, with four choices.
  case videoMME = "video-mme"
  /// A line of JSON a question with everything that is known of it.
  case jsonLines = "jsonl"

  /// A file of an export.
  public struct File: Sendable, Hashable {
    /// Its name within the folder.
    public var name: String
    /// Its text.
    public var text: String

    init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
  }

  /// Where the videos lie within the folder.
  public var videoFolder: String {
    switch self {
    case .lmmsEval, .vlmEvalKit, .jsonLines: "videos"
    case .perceptionComp: "benchmark/videos"
    case .mvBench: "video"
    case .videoMME: "data"
    }
  }

  /// The extension under which its program looks for a video, whatever is inside; nil for its own.
  public var videoExtension: String? {
    switch self {
    case .perceptionComp, .videoMME, .vlmEvalKit: "mp4"
    case .lmmsEval, .mvBench, .jsonLines: nil
    }
  }

  /// The files of an export of questions.
  ///
  /// - Throws: where a question cannot be put into the form: no right choice, or not five of them.
  public func files(
    _ document: QuestionsDocument, media: QuestionMedia, file: String
  ) throws(AnnotationError) -> [File] {
    for (place, question) in document.questions.enumerated() {
      guard question.choices.indices.contains(question.answer), question.choices.count == 5 else {
        throw AnnotationError(
          file: file, step: "export the questions", place: "questions[\(place)]",
          reason: "\"\(question.key)\" has \(question.choices.count) choices and the answer "
            + "\(question.answer)",
          advice: "five choices and one of them as answer are needed; see `skillet questions lint`")
      }
    }
    do {
      switch self {
      case .lmmsEval: return try LMMSEvalFiles.files(document, media)
      case .vlmEvalKit: return VLMEvalKitFiles.files(document, media)
      case .perceptionComp: return try PerceptionCompFiles.files(document, media)
      case .mvBench: return try MVBenchFiles.files(document, media)
      case .videoMME: return try VideoMMEFiles.files(document, media)
      case .jsonLines: return try QuestionLines.files(document, media)
      }
    } catch {
      throw AnnotationError(
        file: file, step: "export the questions", place: error.place, reason: error.reason)
    }
  }
}
