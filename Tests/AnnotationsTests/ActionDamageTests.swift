import Annotations
import Testing

/// Whatever stands in a file, it is read or refused; a trap would end the whole run.
@Suite struct ActionDamageTests {
  static let whole = [
    """
    {"fps": 20, "frames": 4, "action_space": {"type": "discrete", "n": 3, "names": ["noop", "a", "b"]},
     "null_actions": ["noop"], "source": "pseudo", "model": "m", "seed": 7, "times": [0, 0.1, 0.2, 0.3],
     "actions": [2, 0, null, 1], "events": [[1, "x"], [3, "y"]]}
    """,
    "{\"action_space\": {\"type\": \"box\", \"n\": 2, \"low\": -1, \"high\": [1, 2]}, \"frames\": [0, 2, 3], \"actions\": [[0.5, 1], [1, 2], [-1, 0]]}",
    "[[0, 1, 3], [2, 0, 4], [0, 0, 0]]", "time,dx,dy,episode\n0,1,0.5,0\n0.1,,,0\n0.2,-1,2,0\n",
    "frame,action,source,model,seed\n0,up,pseudo,m,7\n2,down,pseudo,m,7\n3,\"a, b\",pseudo,m,7\n",
  ]

  private static let pieces = [
    "-", "9223372036854775807", "-9223372036854775808", "1e308", "-1e308", "1e-320", "nan", "inf",
    "0", "null", "[]", "{}", "\"\"", ",", "\n", "\"", "[", "]", "2147483648", "0.5", "\u{0}", "é",
    "16777216", "4294967296", "true",
  ]

  @Test(arguments: 0..<60) func `damage is read or refused`(seed: Int) {
    var generator = Generator(seed: seed)
    let seconds = (0..<4).map { Double($0) * 0.1 }
    for _ in 0..<60 {
      var text = Array(Self.whole[generator.int(0...(Self.whole.count - 1))])
      for _ in 0..<generator.int(1...4) {
        let start = generator.int(0...(text.count - 1))
        let length = generator.chance(50) ? 0 : min(generator.int(1...4), text.count - start)
        let piece = Self.pieces[generator.int(0...(Self.pieces.count - 1))]
        text.replaceSubrange(start..<(start + length), with: piece)
      }
      let damaged = String(text)
      let alignment = ActionAlignment(
        offset: generator.chance(30) ? .frames(generator.int(-3...3)) : nil,
        gap: generator.chance(50) ? 1e300 : nil, rule: generator.chance(50) ? .hold : .nearest)
      if let track = try? actions(damaged) {
        #expect(track.count > 0)
        _ = try? track.markingNull(["0", "0,1"], file: "a")
        _ = track.csvText
        _ = try? track.jsonText(file: "a")
        if let aligned = try? alignment.align(track, toFrames: seconds, file: "a") {
          #expect(aligned.track.count == 4 && aligned.rows.count == 4, "\(damaged)")
          #expect(aligned.track.sampled(at: [0, 2]).count == 2)
        }
      }
      _ = try? EventLog(text: damaged, file: "a").track(onFrames: seconds, file: "a")
    }
  }
}
