/// The videos and clips that stand beside exported questions.
public struct QuestionMedia: Sendable, Hashable {
  /// A clip of a step's evidence.
  public struct Clip: Sendable, Hashable {
    /// The question's key.
    public var key: String
    /// The step, by its id.
    public var step: String
    /// The evidence.
    public var span: TimeSpan
    /// The file, within the export's folder.
    public var file: String

    /// Collects a clip.
    public init(key: String, step: String, span: TimeSpan, file: String) {
      self.key = key
      self.step = step
      self.span = span
      self.file = file
    }

    /// The line in `clips.jsonl`.
    public var json: JSONValue {
      .object([
        JSONMember("key", .string(key)), JSONMember("step", .string(step)),
        JSONMember("start", .number(span.start)), JSONMember("end", .number(span.end)),
        JSONMember("file", .string(file)),
      ])
    }
  }

  /// The absolute path of the export's folder.
  public var folder: String
  /// Names for the videos that are safe in a file's name, by their ids.
  public var stems: [String: String]
  /// The videos' files, within the folder's video folder, by their ids.
  public var files: [String: String]
  /// Clips of evidence; empty where none were asked for.
  public var clips: [Clip]

  /// Names the media of a document.
  ///
  /// - Parameters:
  ///   - extensions: the extension of each video's file by its id; `mp4` where there is none.
  public init(
    _ document: QuestionsDocument, folder: String, extensions: [String: String] = [:],
    clips: [Clip] = []
  ) {
    self.folder = folder
    self.clips = clips
    var taken: Set<String> = []
    (stems, files) = ([:], [:])
    for (place, video) in document.videos.enumerated() {
      var stem = Self.safe(video.id)
      // File systems that ignore case must not take two videos for one.
      if !taken.insert(stem.lowercased()).inserted {
        stem += "-\(place)"
        taken.insert(stem.lowercased())
      }
      stems[video.id] = stem
      files[video.id] = "\(stem).\(extensions[video.id] ?? "mp4")"
    }
  }

  /// The name of a video that is safe in a file's name.
  public func stem(_ video: String) -> String { stems[video] ?? Self.safe(video) }

  /// The file of a video within the video folder.
  public func file(_ video: String) -> String { files[video] ?? "\(stem(video)).mp4" }

  /// The clips' files of a question, each once, in the order of the evidence.
  public func clips(of key: String) -> [String] {
    var seen: Set<String> = []
    return clips.filter { $0.key == key && seen.insert($0.file).inserted }.map(\.file)
  }

  /// Letters, digits, `-`, `_` and `.` of ASCII; everything else becomes `_`, and so does a leading
  /// dot or dash.
  public static func safe(_ name: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars.prefix(120) {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "_": text.append(scalar)
      case "-", ".": text.append(text.isEmpty ? "_" : scalar)
      default: text.append("_")
      }
    }
    return text.isEmpty ? "video" : String(text)
  }
}
