/// Events on the frames of a video, in the order of frames.
public struct EventTrack: Sendable, Hashable {
  /// Something that happened while a frame was shown.
  public struct Event: Sendable, Hashable {
    /// The frame, from 0.
    public var frame: Int
    /// What happened.
    public var name: String

    /// Pairs a frame with what happened.
    public init(frame: Int, name: String) {
      self.frame = frame
      self.name = name
    }
  }

  /// The events; frames do not fall, and events of one frame keep their order.
  public let events: [Event]

  /// Collects events in any order.
  public init(events: [Event]) {
    self.events = events.enumerated().sorted {
      ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset)
    }.map(\.element)
  }

  /// Which events the published rule looks at, by words in their names: Minecraft's statistics.
  public static let minecraftWords = ["craft_item", "mine_block", "kill_entity", "use_item"]
  /// How many frames later the published rule cuts after an event, by a word in its name.
  public static let minecraftDelays = ["kill_entity": 16]

  /// The last frame of each run of identical events, the rule by which Skill Boundary Detection
  /// (CraftJarvis/SkillDiscovery, `list_events.py`) takes cuts from a game's log.
  ///
  /// Only frames with events count, each with the set of its events' names; a frame is marked where
  /// the next such frame has another set, or where there is none. A mark is where the detector
  /// cuts: the frame belongs to the segment that begins there.
  ///
  /// - Parameters:
  ///   - words: an event counts where its name holds one of them; empty: every event counts.
  ///   - delays: frames added to a mark whose events hold a word; of several the longest.
  ///   - frames: marks later than the last of so many frames are moved onto it.
  /// - Returns: the marks, rising, each once.
  public func lastFramesOfRuns(
    words: [String] = [], delays: [String: Int] = [:], frames: Int
  ) -> [Int] {
    var sets: [(frame: Int, names: Set<String>)] = []
    for event in events where words.isEmpty || words.contains(where: event.name.contains) {
      if let last = sets.last, last.frame == event.frame {
        sets[sets.count - 1].names.insert(event.name)
      } else {
        sets.append((event.frame, [event.name]))
      }
    }
    var marks: Set<Int> = []
    for (index, set) in sets.enumerated()
    where index + 1 == sets.count || sets[index + 1].names != set.names {
      let delay = delays.filter { word, _ in set.names.contains { $0.contains(word) } }.values.max()
      marks.insert(min(max(0, frames - 1), set.frame + (delay ?? 0)))
    }
    return marks.sorted()
  }
}
