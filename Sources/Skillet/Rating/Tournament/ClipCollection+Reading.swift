internal import Annotations
internal import Foundation
internal import Frames
internal import Tournaments

extension ClipCollection {
  /// A row a clip.
  ///
  /// Videos lie beside the table or where the tool runs.
  mutating func readTable(_ path: String, _ grouping: Grouping) throws(SkilletError) {
    let column = if case .named(let name) = grouping { name } else { "skill" }
    let table: ClipTable
    do {
      table = try ClipTable(try AnnotationFiles.text(of: path), file: path, group: column)
    } catch let error as AnnotationError {
      throw SkilletError(error)
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(path): \(error)")
    }
    let url = URL(fileURLWithPath: path)
    if !table.hasSkills, case .named = grouping {
      throw SkilletError(.badData, "\(path): no column is called \(column); look at --group-by")
    }
    let folder = url.deletingLastPathComponent().path
    let whole = url.deletingPathExtension().lastPathComponent
    for row in table.rows {
      let place = "\(path): line \(row.line)"
      var clip = TournamentClip(name: row.clip ?? row.path ?? "")
      clip.path = try Self.video(row, beside: folder, at: place)
      clip.seconds = row.seconds
      clip.frames = row.frames
      clip.performer = row.performer
      try add(clip, to: row.skill ?? whole, at: place)
    }
  }

  /// The video of a row; nil where the row only names a clip, as no file is called so.
  private static func video(
    _ row: ClipTable.Row, beside folder: String, at place: String
  ) throws(SkilletError) -> String? {
    guard let named = row.path ?? row.clip else { return nil }
    for candidate in [absolute(named, in: folder), absolute(named)]
    where OutputPlace.kind(of: candidate) == .file {
      return candidate
    }
    let ending = URL(fileURLWithPath: named).pathExtension.lowercased()
    if row.path == nil, !DemonstrationSet.extensions.contains(ending) { return nil }
    throw SkilletError(
      .noInput, "\(place): there is no file \(named), neither beside the table nor here")
  }

  /// A video a clip; the skill is the name of the folder.
  mutating func readVideos(_ paths: [String], _ grouping: Grouping) throws(SkilletError) {
    if case .named(let name) = grouping, name != "folder" {
      throw SkilletError(
        .usage, "--group-by \(name): videos are grouped by their folder; a table can say otherwise")
    }
    var seen: Set<String> = []
    for path in paths {
      for video in try DemonstrationSet.videos(in: path) {
        let file = Self.absolute(video)
        guard seen.insert(file).inserted else { continue }
        let url = URL(fileURLWithPath: file)
        var clip = TournamentClip(name: url.deletingPathExtension().lastPathComponent)
        clip.path = file
        try add(clip, to: url.deletingLastPathComponent().lastPathComponent, at: video)
      }
    }
  }

  /// A segment a clip; the skill is its number, called as most of its labels are, or its label.
  mutating func readDocuments(
    _ paths: [String], _ grouping: Grouping, videos: String?
  ) throws(SkilletError) {
    var byLabel = false
    if case .named(let name) = grouping {
      guard name == "label" || name == "skill" else {
        throw SkilletError(
          .usage, "--group-by \(name): segments are grouped by skill or by label")
      }
      byLabel = name == "label"
    }
    let documents = try DiscoveryDocuments.read(paths, videos: videos)
    let names = Self.skillNames(documents)
    var without = 0
    for document in documents {
      for segment in document.document.segments {
        let skill = byLabel ? segment.label : segment.skill.map { names[$0] ?? "skill \($0)" }
        guard let skill = skill ?? (byLabel ? nil : segment.label), !skill.isEmpty else {
          without += 1
          continue
        }
        var clip = TournamentClip(name: "\(document.name)#\(segment.index)")
        clip.path = Self.absolute(document.video)
        clip.seconds = segment.start.seconds..<max(segment.start.seconds, segment.end.seconds)
        clip.frames = segment.start.index..<segment.end.index
        try add(clip, to: skill, at: document.path)
      }
    }
    let advice = "`skillet discover` finds the same skill again"
    if skills.isEmpty {
      throw SkilletError(
        .badData,
        "\(paths[0]): no segment has a \(byLabel ? "label" : "skill or a label"); \(advice)")
    }
    if without > 0 {
      warn(
        "\(without) segment\(without == 1 ? " has" : "s have") no \(byLabel ? "label" : "skill") and "
          + "\(without == 1 ? "is" : "are") left out; \(advice)")
    }
  }

  /// What each numbered skill is called: as most of its segments are labelled, where no other skill
  /// is called the same.
  private static func skillNames(_ documents: [DiscoveryDocument]) -> [Int: String] {
    var counts: [Int: [String: Int]] = [:]
    for segment in documents.flatMap(\.document.segments) {
      if let skill = segment.skill, let label = segment.label, !label.isEmpty {
        counts[skill, default: [:]][label, default: 0] += 1
      }
    }
    let names = counts.compactMapValues { labels in
      labels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    let uses = Dictionary(grouping: names.values, by: \.self)
    return names.filter { uses[$0.value]?.count == 1 }
  }
}
