import Annotations
import Frames

/// Documents, and edits drawn at random from a seed that failures name.
struct EditMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, bound)))
  }

  /// A document of so many frames at 25 a second, cut at random.
  mutating func document(frames: Int = 400, cuts: Int = 8) -> SegmentsDocument {
    var starts: Set<Int> = []
    while starts.count < cuts { starts.insert(1 + next(frames - 1)) }
    let places = [0] + starts.sorted() + [frames]
    let timeBase = Rational(1, 12_800)
    func time(_ frame: Int) -> FrameTime {
      FrameTime(index: frame, pts: Int64(frame) * 512, timeBase: timeBase)
    }
    return SegmentsDocument(
      video: VideoInfo(
        path: "demo.mp4", width: 64, height: 64, frames: frames, timeBase: timeBase,
        averageFrameRate: Rational(25, 1), duration: Double(frames) / 25),
      method: Method(
        name: "sbd", predictor: "fused", features: "picture-change/1",
        threshold: .init(kind: "sigma", value: 3), sampleRate: 30, minLength: 0.4, maxLength: 120,
        version: "0.1.0"),
      segments: (0..<(places.count - 1)).map { position in
        Segment(
          index: position, start: time(places[position]), end: time(places[position + 1]),
          label: next(3) == 0 ? "label \(next(3))" : nil,
          confidence: position == 0 ? nil : 0.5, surprise: position == 0 ? nil : 3.5,
          kind: position == 0 ? nil : .skill)
      })
  }

  /// An edit that can be made on a state.
  mutating func edit(on state: ReviewState) -> ReviewEdit {
    while true {
      let level = state.levels[next(state.levels.count)]
      let edit = draw(on: level, of: state)
      if let after = try? edit.made(on: state), after != state { return edit }
    }
  }

  private mutating func draw(on level: ReviewLevel, of state: ReviewState) -> ReviewEdit {
    let mark = level.marks[next(level.marks.count)]
    switch next(20) {
    case 0..<6:
      return .move(level: level.name, boundary: mark.start, to: max(0, mark.start + next(41) - 20))
    case 6..<10: return .split(level: level.name, at: next(state.frames))
    case 10..<12: return .merge(level: level.name, boundary: mark.start)
    case 12..<14:
      return .delete(level: level.name, segment: mark.id, into: next(2) == 0 ? .before : .after)
    case 14..<17:
      return .label(
        level: level.name, segment: mark.id, label: next(4) == 0 ? nil : "label \(next(5))")
    case 17:
      var kept = level.marks.dropFirst().map(\.start)
      if !kept.isEmpty { kept.remove(at: next(kept.count)) }
      let new = 1 + next(state.frames - 1)
      return .replace(level: level.name, boundaries: Set(kept + [new]).sorted())
    case 18: return .addLevel("level \(next(3))")
    default: return .removeLevel(level.name)
    }
  }
}

extension ReviewHistory {
  /// Saves edits one after the other as one person.
  mutating func make(_ edits: [ReviewEdit], by person: String = "Ann") throws {
    for edit in edits {
      _ = try self.edit([edit], base: revision, by: person, time: "2026-01-31T12:00:00Z")
    }
  }
}
