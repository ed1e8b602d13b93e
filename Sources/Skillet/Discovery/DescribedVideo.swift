internal import Annotations
internal import Features
internal import Frames
internal import VideoIO

/// The descriptors of the segments of one video; the features themselves are not kept.
struct DescribedVideo {
  /// What ``SegmentDescriptor`` says, a list a segment.
  let look: [[Float]]
  /// What ``ActionDescriptor`` says, a list a segment; nil where the video has no actions.
  let actions: [[Float]]?
  /// How the actions were made into numbers.
  let form: ActionDescriptor.Form?
  /// What a person should know.
  let warnings: [String]

  /// Reads the video of a document once.
  ///
  /// - Throws: where the video cannot be read, where it has another number of frames than the
  ///   document says, and where its actions cannot be read or matched.
  init(
    _ document: DiscoveryDocument, actions use: DiscoverySettings.ActionUse, threads: Int,
    interruption: Interruption
  ) throws(SkilletError) {
    let recording = try Self.recording(document.video, use)
    var warnings: [String] = []
    if let stated = document.document.video.sha256 {
      do {
        let found = try fileSHA256(document.video) { interruption.isRequested }
        if found != stated {
          warnings.append(
            "\(document.path): \(document.video) has changed since it was cut (another SHA-256)")
        }
      } catch {
        try interruption.check()
        throw SkilletError(error)
      }
    }
    let analysis = try VideoAnalysis(
      document.video,
      settings: .init(
        threads: threads, keepsTrack: false, makesFeatures: true, keepsFeatures: true),
      interruption: interruption)
    let segments = document.document.segments
    guard analysis.frames.count == document.document.video.frames else {
      throw SkilletError(
        .badData,
        "\(document.path): \(document.video) shows \(analysis.frames.count) frames, the document "
          + "speaks of \(document.document.video.frames); it is another video, or was cut anew")
    }
    let samples = analysis.hopSamples.map { Int(analysis.sampleFrames[Int($0)]) }
    guard !samples.isEmpty || segments.isEmpty else {
      throw SkilletError(
        .badData, "\(document.video): cannot describe its segments: every picture is corrupt")
    }
    look = segments.map { segment in
      SegmentDescriptor.values(
        analysis.features, rows: Self.rows(samples, segment),
        seconds: segment.end.seconds - segment.start.seconds)
    }
    var (lists, found): ([[Float]]?, ActionDescriptor.Form?) = (nil, nil)
    if let recording {
      guard let form = ActionDescriptor.Form(recording.track.space) else {
        throw SkilletError(
          .badData,
          "\(recording.path): an action has more than \(ActionDescriptor.widthLimit) numbers; "
            + "leave the actions out with --no-actions")
      }
      let aligned = try recording.aligned(
        toFrames: (0..<analysis.frames.count).map { analysis.frames[$0].seconds },
        framesInHeader: analysis.info.framesInHeader)
      let descriptor = ActionDescriptor(form: form)
      lists = segments.map {
        descriptor.values(aligned.track, frames: $0.start.index..<$0.end.index)
      }
      found = form
    }
    (self.actions, form, self.warnings) = (lists, found, warnings)
  }

  /// The actions of a video, as the settings want them.
  private static func recording(
    _ video: String, _ use: DiscoverySettings.ActionUse
  ) throws(SkilletError) -> ActionRecording? {
    switch use {
    case .never: return nil
    case .always: return try ActionSource().read(for: video)
    case .whereAllHave:
      return try ActionSource.sidecars(of: video).isEmpty ? nil : ActionSource().read(for: video)
    }
  }

  /// The samples that show frames of a segment; the nearest one where none does.
  private static func rows(_ samples: [Int], _ segment: Segment) -> Range<Int> {
    func first(atOrAfter frame: Int) -> Int {
      var (low, high) = (0, samples.count)
      while low < high {
        let middle = (low + high) / 2
        if samples[middle] < frame { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let (start, end) = (first(atOrAfter: segment.start.index), first(atOrAfter: segment.end.index))
    // The first sample's motion was measured across the boundary.
    if start + 2 < end { return (start + 1)..<end }
    if start < end { return start..<end }
    let place = min(start, samples.count - 1)
    return place..<(place + 1)
  }
}
