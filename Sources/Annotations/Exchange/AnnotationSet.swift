public import Frames

/// What annotation files say of one or more videos: the value between every reader and every writer.
public struct AnnotationSet: Sendable, Hashable {
  /// The videos in the order of the file; their names differ.
  public var videos: [AnnotatedVideo]
  /// A vocabulary, where the format states one (`mapping.txt`, a taxonomy).
  public var classes: [LabelClass]
  /// What else the file says of them all (its version, a taxonomy), kept for writing.
  public var attributes: [JSONMember]

  /// Collects videos.
  public init(
    videos: [AnnotatedVideo], classes: [LabelClass] = [], attributes: [JSONMember] = []
  ) {
    self.videos = videos
    self.classes = classes
    self.attributes = attributes
  }
}

/// A name of a vocabulary with its number; two names may share one number.
public struct LabelClass: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The number.
  public var id: Int

  /// Pairs a name with its number.
  public init(name: String, id: Int) {
    self.name = name
    self.id = id
  }
}

/// What is said of one video.
public struct AnnotatedVideo: Sendable, Hashable {
  /// The stem or the identifier that the format uses.
  public var name: String
  /// The video's file, where stated.
  public var path: String?
  /// Length from the first frame to the end of the last, where stated.
  public var duration: MediaTime?
  /// The number of shown frames, where stated.
  public var frames: Int?
  /// Frames a second as the format states them; only nominal where the rate varies.
  public var frameRate: Rational?
  /// When each frame is shown, where that is known exactly.
  public var clock: FrameClock?
  /// What was found out by reading the video itself, where somebody did.
  public var info: VideoInfo?
  /// Pixels, where stated.
  public var size: PictureSize?
  /// `training`, `validation`, `testing` or what else the format calls it.
  public var subset: String?
  /// What else the format says of the video, kept for writing.
  public var attributes: [JSONMember]
  /// Levels or layers; most formats have one.
  public var tiers: [AnnotationTier]
  /// The segments document that this was made from, so that nothing of it is lost on the way back.
  public var document: SegmentsDocument?

  /// Names a video.
  public init(name: String, tiers: [AnnotationTier] = []) {
    self.name = name
    self.tiers = tiers
    attributes = []
  }

  /// Names a video with one tier of spans.
  public init(name: String, spans: [AnnotatedSpan]) {
    self.init(name: name, tiers: [AnnotationTier(spans: spans)])
  }

  /// Width and height of a picture.
  public struct PictureSize: Sendable, Hashable {
    /// Pixels across.
    public var width: Int
    /// Pixels down.
    public var height: Int

    /// Pairs both.
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// The value of an attribute.
  public subscript(attribute: String) -> JSONValue? {
    attributes.first { $0.key == attribute }?.value
  }

  /// All spans, tier by tier.
  public var spans: [AnnotatedSpan] { tiers.flatMap(\.spans) }
}

/// One level or layer of annotation.
public struct AnnotationTier: Sendable, Hashable {
  /// Its name; the empty string where the format has but one and does not name it.
  public var name: String
  /// The tier of which this one is a finer level, where stated.
  public var parent: String?
  /// The spans, in the order of the file; they may overlap.
  public var spans: [AnnotatedSpan]

  /// Collects a tier.
  public init(name: String = "", parent: String? = nil, spans: [AnnotatedSpan]) {
    self.name = name
    self.parent = parent
    self.spans = spans
  }
}
