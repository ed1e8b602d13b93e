/// The true boundaries of one video.
public struct BoundaryTruth: Sendable, Hashable {
  /// The video's name without folder and extension; nil where the file does not say it.
  public var name: String?
  /// Frames of the video; nil where the file does not say it.
  public var frames: Int?
  /// Frames a second; nil where the file does not say it.
  public var frameRate: Double?
  /// The first frame of each segment but the first, ascending.
  public var boundaries: [Int]
  /// Where a boundary is neither asked for nor wrong: gradual transitions and doubtful cuts.
  public var tolerated: [ClosedRange<Int>]
  /// Those of the tolerated places that are gradual transitions, both ends included.
  public var gradual: [ClosedRange<Int>]
  /// The labels of the segments, one more than there are boundaries; empty where there are none.
  public var labels: [String]

  /// Collects the truth of a video.
  public init(
    name: String?, frames: Int?, frameRate: Double?, boundaries: [Int],
    tolerated: [ClosedRange<Int>] = [], gradual: [ClosedRange<Int>] = [], labels: [String] = []
  ) {
    self.name = name
    self.frames = frames
    self.frameRate = frameRate
    self.boundaries = boundaries
    self.tolerated = tolerated
    self.gradual = gradual
    self.labels = labels
  }

  /// Which of a demonstration's grains of boundaries is read.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// Where the skill changes.
    case skills = "skill"
    /// Where a stage within a skill changes.
    case stages = "stage"
    /// Stages with those shorter than 3 frames merged; only as labels a frame, in a data set's
    /// folder `groundTruth_stage3`.
    case stage3

    /// The folder within a data set's folder that holds this grain as labels a frame.
    public var folderName: String {
      switch self {
      case .skills: "groundTruth"
      case .stages: "groundTruth_stage"
      case .stage3: "groundTruth_stage3"
      }
    }
  }
}

/// A video's name: what joins a prediction and its truth.
public enum VideoName {
  private static let extensions: Set<String> = [
    "mp4", "m4v", "mkv", "mov", "webm", "avi", "mpg", "mpeg", "ts", "mts", "wmv", "flv", "ogv",
    "3gp", "y4m",
  ]

  /// What annotation files are called behind the name of their video, the longest first.
  private static let suffixes =
    (AnnotationFormats.writable.map { String($0.fileName.drop { $0 != "." }) }
    + [".json", ".csv", ".vtt", ".txt", ".jsonl"]).sorted { ($1.count, $0) < ($0.count, $1) }

  /// The name in a video's path: without its folder, and without the extension of a video.
  public static func ofVideo(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let parts = file.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, extensions.contains(last.lowercased()) else {
      return file
    }
    return parts.dropLast().joined(separator: ".")
  }

  /// The name that an annotation file's path stands for; nil where it is only `segments`.
  ///
  /// `demo.txt`, `demo-Scenes.csv`, `demo.mp4.json` and `demo.skillet/segments.csv` stand for
  /// `demo`.
  public static func ofAnnotation(_ path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard let file = parts.last else { return nil }
    var stem = file
    if let suffix = suffixes.first(where: { file.lowercased().hasSuffix($0) }) {
      stem = String(file.dropLast(suffix.count))
    }
    if stem == "segments" {
      guard parts.count > 1, parts[parts.count - 2].hasSuffix(".skillet") else { return nil }
      stem = String(parts[parts.count - 2].dropLast(".skillet".count))
    }
    if stem.hasSuffix("-Scenes") { stem = String(stem.dropLast("-Scenes".count)) }
    return ofVideo(stem)
  }
}
