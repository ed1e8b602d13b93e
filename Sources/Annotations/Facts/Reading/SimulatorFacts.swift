internal import Foundation
internal import Frames

/// A simulator's sidecar: skills, events and positions as the game knows them.
///
/// Skills become actions, events become events, the side on which the player faces at an event
/// and the place of a robot's hand become locations.
struct SimulatorFacts {
  let file: String

  func read(_ json: JSONValue) throws(AnnotationError) -> FactsDocument {
    guard let frames = json["frames"]?.integer, frames > 0, frames < 1 << 31 else {
      throw fault("frames", "should be a whole number above 0")
    }
    guard let fps = json["fps"]?.number, fps >= 0.001, fps <= 1000,
      let rate = Rational(framesPerSecond: fps)?.reduced
    else { throw fault("fps", "should be frames a second, 0.001 to 1000") }
    let domain = json["domain"]?.string ?? ""
    let path = json["video"]?.string
    let words = SimulatorWords(domain: domain)
    var facts = FactCollection()
    facts.add(
      DescribedVideo(
        id: path.map { VideoName.ofVideo($0) } ?? VideoName.ofAnnotation(file) ?? file, path: path,
        durationMicroseconds: TimeSpan(frames: 0..<frames, rate: rate).endMicroseconds,
        frames: frames, frameRate: rate, topic: nil, scene: words.scene))
    let skills = try skills(json, frames)
    for name in ["skills", "events", "position"] {
      facts.add(
        FactSource(
          id: "\(domain)-\(name)", kind: .format, name: "\(name) in the log of \(domain)",
          uncertainty: 1 / fps))
    }
    for skill in skills where skill.isDone {
      facts.add(
        .action, .text(words.skill(skill.name)), span: TimeSpan(frames: skill.frames, rate: rate),
        arguments: words.object(skill.name).map { [("object", $0, "object")] } ?? [],
        source: "\(domain)-skills")
    }
    let moves = facing(json)
    for (index, event) in (json["events"]?.array ?? []).enumerated() {
      guard let parts = event.array, parts.count >= 2, let frame = parts[0].integer,
        let name = parts[1].string, (0..<frames).contains(frame)
      else { throw fault("events[\(index)]", "should be a frame of the video and a name") }
      let span = TimeSpan(frames: frame..<(frame + 1), rate: rate)
      let object = words.object(name)
      facts.add(
        .event, .text(words.skill(name)), span: span,
        arguments: object.map { [("object", $0, "object")] } ?? [], source: "\(domain)-events")
      if let object, words.hasSide(name), frame < moves.count, let side = moves[frame] {
        facts.add(
          .location, .text(side), span: span,
          arguments: [("property", "side", "property"), ("object", object, "object")],
          source: "\(domain)-position")
      }
    }
    addPlaces(json, skills, rate, to: &facts, source: "\(domain)-position")
    return facts.document
  }

  private struct Skill {
    var name: String
    var frames: Range<Int>
    /// Whether the skill came to its end; of others nobody sees what they were meant to be.
    var isDone: Bool
  }

  private func skills(_ json: JSONValue, _ frames: Int) throws(AnnotationError) -> [Skill] {
    guard let values = json["segments"]?.array else { throw fault("segments", "should be a list") }
    var skills: [Skill] = []
    for (index, value) in values.enumerated() {
      guard let start = value["start_frame"]?.integer, let end = value["end_frame"]?.integer,
        let name = value["skill"]?.string, start >= 0, start < end
      else {
        throw fault("segments[\(index)]", "should have start_frame, a later end_frame, and skill")
      }
      if end > frames {
        throw fault(
          "segments[\(index)].end_frame", "\(end) lies behind the last of the \(frames) frames")
      }
      let status = value["status"]?.string ?? "ok"
      skills.append(Skill(name: name, frames: start..<end, isDone: status == "ok"))
    }
    return skills
  }

  /// The side that the player faces at each frame, by the last move in a game with such moves.
  private func facing(_ json: JSONValue) -> [String?] {
    let names = json["action_space"]?["names"]?.array?.compactMap(\.string) ?? []
    let words = [
      "move_left": "left", "move_right": "right", "move_up": "above", "move_down": "below",
    ]
    guard names.contains("move_left"), let actions = json["actions"]?.array else { return [] }
    var sides: [String?] = []
    var side: String?
    for action in actions {
      if let index = action.integer, names.indices.contains(index), let word = words[names[index]] {
        side = word
      }
      sides.append(side)
    }
    return sides
  }

  /// Says on which side of the picture the robot's hand is during a skill, where that is clear.
  ///
  /// The hand's first coordinate grows to the picture's right.
  private func addPlaces(
    _ json: JSONValue, _ skills: [Skill], _ rate: Rational, to facts: inout FactCollection,
    source: String
  ) {
    guard let hand = json["hand"]?.array else { return }
    for skill in skills where skill.isDone && skill.frames.upperBound <= hand.count {
      let sides = skill.frames.compactMap { hand[$0].array?.first?.number }.map { x in
        x < -0.12 ? "left" : x > 0.12 ? "right" : x.magnitude < 0.06 ? "middle" : "between"
      }
      let most = Dictionary(sides.map { ($0, 1) }, uniquingKeysWith: +)
      let best = most.max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let best, best.key != "between", best.value * 10 >= sides.count * 7 else { continue }
      facts.add(
        .location, .text(best.key), span: TimeSpan(frames: skill.frames, rate: rate),
        arguments: [("property", "place", "property"), ("object", "gripper", "object")],
        source: source)
    }
  }

  private func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read a simulator's log", place: place, reason: reason,
      advice: "correct the file")
  }
}

extension Rational {
  /// The same fraction with the smallest numbers.
  var reduced: Rational {
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? self : Rational(numerator / a, denominator / a)
  }
}
