internal import Annotations
internal import Frames
internal import LinearAlgebra
internal import Segmentation

/// What `skillet discover` finds out: which segments show the same skill.
///
/// Each video is read once and each of its segments described by numbers; the segments of all videos
/// are put in one space and grouped. See <doc:HowSkillsAreFound>.
public struct SkillDiscovery: Sendable {
  /// The skills, and what later runs need to recognise them.
  public private(set) var library: SkillLibrary
  /// How many skills were opened in this run.
  public let opened: Int
  /// Groups of videos; 0 where nobody told them apart.
  public let groups: Int
  /// What a person should know, a line each.
  public let warnings: [String]
  /// The documents, in the order in which they were given.
  let documents: [DiscoveryDocument]
  /// The skill of each segment of each document.
  public let skills: [[Int]]
  /// How far each segment lies from the middle of its skill.
  let distances: [[Double]]
  /// The label of each segment, from the document or from the labels that were brought.
  let labels: [[String?]]

  /// The paths of the documents.
  public var paths: [String] { documents.map(\.path) }

  /// Finds the skills of documents.
  ///
  /// - Parameters:
  ///   - paths: segments documents, their folders, or folders of those.
  ///   - settings: what is known and wanted.
  ///   - interruption: asked often.
  ///   - progress: told how many of the videos are read.
  public init(
    _ paths: [String], settings: DiscoverySettings = DiscoverySettings(),
    interruption: Interruption = Interruption(), progress: (Int, Int) -> Void = { _, _ in }
  ) throws(SkilletError) {
    let documents = try DiscoveryDocuments.read(paths, videos: settings.videos)
    let labels = try SegmentLabels(settings.labels).labels(of: documents)
    let groups = try VideoGroups(documents, table: settings.groups)
    var use = settings.actions
    if let known = settings.known, use == .whereAllHave {
      use = known.form == nil ? .never : .always
    }
    var videos: [DescribedVideo] = []
    for document in documents {
      videos.append(
        try DescribedVideo(
          document, actions: use, threads: settings.threads, interruption: interruption))
      progress(videos.count, documents.count)
    }
    let table = try DescriptorTable(documents, videos, known: settings.known)
    var warnings = videos.flatMap(\.warnings)
    warnings += table.notes
    try interruption.check()

    let space =
      settings.known?.space
      ?? DescriptorSpace(
        fitting: table.sorted, parts: table.parts, dimensions: DiscoverySettings.dimensions,
        seed: settings.seed)
    var known = settings.known?.known ?? KnownSkills()
    let recognition = known.recognise(
      space.points(table.descriptors), opening: settings.skills, seed: settings.seed)
    if let wanted = settings.skills, settings.known == nil, recognition.opened < wanted {
      warnings.append("only \(recognition.opened) of \(wanted) skills: fewer segments differ")
    }
    var (skills, distances): ([[Int]], [[Double]]) = ([], [])
    var place = 0
    for document in documents {
      let range = place..<(place + document.document.segments.count)
      skills.append(Array(recognition.identities[range]))
      distances.append(Array(recognition.distances[range]))
      place = range.upperBound
    }
    library = SkillLibrary(
      space: space, known: known, form: table.form, seed: settings.known?.seed ?? settings.seed,
      skills: [])
    (self.documents, self.skills, self.distances, self.labels) = (
      documents, skills, distances, labels
    )
    (opened, self.groups, self.warnings) = (recognition.opened, groups.count, warnings)
    library.skills = summaries(
      known: settings.known?.skills ?? [], groups: groups, commonShare: settings.commonShare)
  }

  private func summaries(
    known: [SkillSummary], groups: VideoGroups, commonShare: Double
  ) -> [SkillSummary] {
    var tallies: [Int: SkillTally] = [:]
    for (video, document) in documents.enumerated() {
      for (index, segment) in document.document.segments.enumerated() {
        tallies[skills[video][index], default: SkillTally()].add(
          video: video, group: groups.group(of: video),
          seconds: segment.end.seconds - segment.start.seconds, label: labels[video][index])
      }
    }
    let before = Dictionary(known.map { ($0.skill, $0) }) { first, _ in first }
    return library.known.skills.map(\.identity).sorted().map { identity in
      var summary = SkillSummary(identity)
      if let old = before[identity], old.isNamed {
        (summary.name, summary.isNamed) = (old.name, true)
      }
      tallies[identity]?.fill(
        &summary, videos: documents.count, groups: groups.count, commonShare: commonShare)
      return summary
    }
  }
}
