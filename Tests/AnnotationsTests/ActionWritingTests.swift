import Annotations
import Testing

@Suite struct ActionWritingTests {
  static let names = ["noop", "up, left", "say \"go\"", "🫖", "a\nb", "action", "1st"]

  private func track(_ generator: inout Generator) -> ActionTrack {
    let count = generator.int(1...40)
    let width = generator.int(1...5)
    let names = (0..<width).map { "d\($0)" + (generator.chance(20) ? ",x" : "") }
    let isNamed = generator.chance(50)
    var valid = (0..<count).map { _ in generator.chance(85) }
    valid[generator.int(0...(count - 1))] = true
    func number() -> Float {
      let number = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      return number.isFinite ? number : Float(generator.int(-9...9)) / 8
    }
    func cells<Value>(_ width: Int, _ zero: Value, _ make: (Int) -> Value) -> [Value] {
      (0..<count).flatMap { row in (0..<width).map { valid[row] ? make($0) : zero } }
    }
    let space: ActionSpace
    let values: ActionTrack.Values
    switch generator.int(0...2) {
    case 0:
      space = .discrete(choices: Self.names.count, names: isNamed ? Self.names : [])
      values = .codes(cells(1, 0) { _ in Int32(generator.int(0...(Self.names.count - 1))) })
    case 1:
      let choices = (0..<width).map { _ in generator.int(1...9) }
      space = .multiDiscrete(choices: choices, names: isNamed ? names : [])
      values = .codes(cells(width, 0) { Int32(generator.int(0...(choices[$0] - 1))) })
    default:
      let low = generator.chance(50) ? (0..<width).map { _ in number() } : []
      space = .continuous(
        dimension: width, names: isNamed ? names : [], low: low, high: low.reversed())
      values = .numbers(cells(width, 0) { _ in number() })
    }
    let isTimed = generator.chance(30)
    let null = space.kind == .continuous ? [] : [[Int32](repeating: 0, count: space.width)]
    return ActionTrack(
      space: space, values: values, isValid: valid,
      source: generator.chance(50)
        ? .pseudo(model: "idm \"4x\", v1", seed: generator.chance(80) ? generator.next() : nil)
        : .recorded,
      nullActions: generator.chance(50) ? Set(null) : [],
      frames: generator.chance(30) ? (0..<count).map { $0 * 3 + 1 } : nil,
      times: isTimed ? (0..<count).map { Double($0) * 0.1 + 1e-7 } : nil,
      frameRate: generator.chance(50) ? 29.97 : nil,
      frameCount: generator.chance(50) ? count * 3 + 2 : nil)
  }

  @Test(arguments: 0..<120) func `JSON reads back as the same track`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let track = track(&generator)
    let text = try track.jsonText(video: "a.mp4", file: "a")
    #expect(try actions(text) == track, "seed \(seed): \(text)")
    #expect(text.contains("\"pseudo\"") == (track.source != .recorded))
  }

  @Test(arguments: 0..<120) func `a table reads back with the same actions`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let track = track(&generator)
    let back = try actions(track.csvText)
    #expect(back.isValid == track.isValid && back.source == track.source, "seed \(seed)")
    #expect(back.times == track.times, "seed \(seed)")
    let stated = track.frames ?? (track.times == nil ? Array(0..<track.count) : nil)
    #expect(back.frames == stated, "seed \(seed)")
    if track.space.kind == .multiDiscrete, track.width == 1 {
      // A single column of whole numbers is a discrete action.
      #expect(back.space.kind == .discrete && back.codes == track.codes, "seed \(seed)")
    } else if case .discrete(_, let names) = track.space, !names.isEmpty {
      let shown = back.codes.enumerated().map { back.isValid[$0] ? back.space.names[Int($1)] : "" }
      let given = track.codes.enumerated().map { track.isValid[$0] ? names[Int($1)] : "" }
      #expect(shown == given, "seed \(seed)")
    } else {
      #expect(back.space.kind == track.space.kind && back.values == track.values, "seed \(seed)")
    }
  }

  @Test func `pseudo-labels say so`() throws {
    let track = ActionTrack(
      space: .discrete(choices: 2, names: ["noop", "do"]), values: .codes([1, 0]),
      source: .pseudo(model: "idm", seed: 7), nullActions: [[0]], frameRate: 20, frameCount: 2)
    #expect(
      try track.jsonText(video: "demo.mp4", file: "a") == """
        {
          "schema": "skillet.actions/1",
          "video": "demo.mp4",
          "fps": 20.0,
          "frames": 2,
          "source": "pseudo",
          "model": "idm",
          "seed": 7,
          "action_space": {"type": "discrete", "n": 2, "names": ["noop", "do"]},
          "null_actions": [0],
          "actions": [1, 0]
        }

        """)
    #expect(
      track.csvText == "frame,action,source,model,seed\n0,do,pseudo,idm,7\n1,noop,pseudo,idm,7\n")
    let notes = try ActionAlignment().align(track, toFrames: [0, 0.05], file: "a").notes
    #expect(notes == ["the actions are pseudo-labels by idm"])
  }

  @Test func `a rate that is not finite is not written`() {
    let track = ActionTrack(
      space: .discrete(choices: 1, names: []), values: .codes([0]), frameRate: .infinity)
    #expect(throws: AnnotationError.self) { try track.jsonText(file: "a") }
  }
}
