internal import Annotations
internal import Frames
internal import Mustache
internal import VideoIO

/// One self-contained page that shows each skill and where it occurs.
///
/// Like ``Report`` it holds its style and pictures, runs no script and fetches nothing.
struct DiscoveryReport {
  let discovery: SkillDiscovery
  let command: [String]
  /// Pictures of a few segments of each skill, by skill.
  let examples: [Int: [SkillExample]]

  /// Skills of which pictures are shown.
  static let skillLimit = 200
  /// Skills up to which three segments of each are shown; of more skills one.
  static let threeLimit = 60

  /// Takes the pictures: one pass over each video that has some, as far as the last.
  init(
    _ discovery: SkillDiscovery, command: [String], interruption: Interruption,
    progress: (String, Int, Int) -> Void
  ) throws(SkilletError) {
    (self.discovery, self.command) = (discovery, command)
    var chosen = Self.choose(discovery)
    let wanted = Set(chosen.values.joined().map(\.video)).sorted()
    for (done, video) in wanted.enumerated() {
      let frames = Set(chosen.values.joined().filter { $0.video == video }.flatMap(\.frames))
      let stills = try Self.stills(
        discovery.documents[video].video, frames.sorted(), interruption)
      for (skill, examples) in chosen {
        for (place, example) in examples.enumerated() where example.video == video {
          chosen[skill]?[place].stills = example.frames.compactMap { stills[$0] }
        }
      }
      progress("taking key frames", done + 1, wanted.count)
      try interruption.check()
    }
    examples = chosen
  }

  /// Writes the page; every text of the documents is escaped.
  func html() throws(SkilletError) -> String {
    MustacheContentTypes.register(MarkupEscape(), named: MarkupEscape.name)
    do {
      return try MustacheTemplate(string: discoveryTemplate).render(DiscoveryPage(self))
    } catch {
      throw SkilletError(.failed, "cannot write the report: \(error)")
    }
  }

  /// The segments nearest to the middle of each skill, of different videos as far as there are.
  private static func choose(_ discovery: SkillDiscovery) -> [Int: [SkillExample]] {
    let shown = discovery.library.skills.filter { $0.segments > 0 }.prefix(skillLimit)
    let most = shown.count <= threeLimit ? 3 : 1
    let wanted = Set(shown.map(\.skill))
    var all: [Int: [SkillExample]] = [:]
    for (video, skills) in discovery.skills.enumerated() {
      for (index, skill) in skills.enumerated() where wanted.contains(skill) {
        all[skill, default: []].append(
          SkillExample(
            video: video, segment: discovery.documents[video].document.segments[index],
            distance: discovery.distances[video][index]))
      }
    }
    return all.mapValues { examples in
      let near = examples.sorted {
        ($0.distance, $0.video, $0.segment.index) < ($1.distance, $1.video, $1.segment.index)
      }
      var (first, rest): ([SkillExample], [SkillExample]) = ([], [])
      for example in near {
        if first.contains(where: { $0.video == example.video }) {
          rest.append(example)
        } else {
          first.append(example)
        }
        if first.count == most { break }
      }
      return Array((first + rest).prefix(most))
    }
  }

  private static func stills(
    _ video: String, _ frames: [Int], _ interruption: Interruption
  ) throws(SkilletError) -> [Int: Still] {
    var found: [Int: Still] = [:]
    let (wanted, last) = (Set(frames), frames.last ?? -1)
    do throws(VideoError) {
      var reader = try VideoReader(video, options: .init(threads: 2))
      while !interruption.isRequested, let frame = try reader.next(), frame.index <= last {
        guard wanted.contains(frame.index) else { continue }
        let jpeg = try reader.jpeg(longestSide: 160)
        found[frame.index] = Still(frame: frame.index, seconds: frame.seconds, jpeg: jpeg)
      }
      return found
    } catch {
      throw SkilletError(error)
    }
  }
}
