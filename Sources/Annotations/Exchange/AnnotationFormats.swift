/// Every format that annotations are read from or written into.
public enum AnnotationFormats {
  /// All of them, in the order in which a file is tried: those that say what they are come first,
  /// a label a frame, which any text could be, comes last.
  public static let all: [any AnnotationFormat.Type] = [
    SegmentsFormat.self, TimelineInterchange.self, WebVTT.self, ChapterMetadata.self,
    EditDecisionList.self, SceneList.self, EpicKitchensTable.self,
    // JSON that names its keys.
    LeRobotEpisodes.self, COIN.self, ActivityNet.self, ActivityNetDetections.self, FiftyOne.self,
    LabelStudio.self, RefinerSegments.self, LeRobotStaging.self, LeRobotMeta.self,
    SkillDiscoveryLines.self, CookingRecordings.self, SimulatorRecording.self,
    CrossTaskSteps.self, EventBoundaries.self,
    // XML, and CSV with comments.
    ELAN.self, CVAT.self, VIA.self,
    // Nothing but numbers.
    TransNetScenes.self, LosslessCutTable.self,
    // Any text could be this one.
    FrameLabels.self,
  ]

  /// Those that are written.
  public static var writable: [any WritableFormat.Type] {
    all.compactMap { $0 as? any WritableFormat.Type }
  }

  /// The format of a name on the command line.
  public static func named(_ name: String) -> (any AnnotationFormat.Type)? {
    all.first { $0.id == name || $0.aliases.contains(name) }
  }

  /// The format of a file; nil where it is none of them.
  public static func format(of source: AnnotationSource) -> (any AnnotationFormat.Type)? {
    all.first { $0.sniff(source) }
  }

  /// The format of a folder as a whole; nil where it is only a folder of files.
  public static func format(of folder: AnnotationFolder) -> (any AnnotationFormat.Type)? {
    all.first { $0.sniff(folder) }
  }
}
