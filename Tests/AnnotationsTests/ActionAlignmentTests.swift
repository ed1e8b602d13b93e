import Annotations
import Testing

@Suite struct ActionAlignmentTests {
  /// Frames at 10 a second.
  private func times(_ count: Int, from start: Double = 0, rate: Double = 10) -> [Double] {
    (0..<count).map { start + Double($0) / rate }
  }

  private func aligned(
    _ text: String, _ alignment: ActionAlignment = ActionAlignment(), to seconds: [Double]
  ) throws -> AlignedActions {
    try alignment.align(try actions(text), toFrames: seconds, file: "a")
  }

  @Test func `a row is a frame`() throws {
    let full = try aligned("[3, 1, 2]", to: times(3))
    #expect(full.track.codes == [3, 1, 2] && full.notes == [] && full.basis == .rows)
    let short = try aligned("[3, 1]", to: times(3))
    #expect(short.track.codes == [3, 1, 0] && short.track.isValid == [true, true, false])
    #expect(short.rows == [0, 1, -1] && short.notes == ["the last frame has no action"])
  }

  @Test(arguments: [
    (1, "1 actions for the 4"), (2, "2 actions"), (5, "5 actions for the 4 frames"),
  ])
  func `other counts are refused and both are named`(count: Int, words: String) throws {
    let text = "[" + Array(repeating: "1", count: count).joined(separator: ",") + "]"
    let error = #expect(throws: AnnotationError.self) { try aligned(text, to: times(4)) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.advice.contains("--actions-offset") == true)
  }

  @Test func `a stated rate that is not the video's is pointed at`() throws {
    let error = #expect(throws: AnnotationError.self) {
      try aligned("{\"fps\": 5, \"actions\": [0, 1]}", to: times(4))
    }
    #expect(error?.advice.contains("--actions-rate 5") == true)
    let held = try aligned(
      "{\"fps\": 5, \"actions\": [0, 1]}", ActionAlignment(rate: 5), to: times(4))
    #expect(held.track.codes == [0, 0, 1, 1] && held.basis == .rate)
  }

  @Test func `the header's count is named where it fits`() throws {
    let error = #expect(throws: AnnotationError.self) {
      try ActionAlignment().align(
        try actions("[0, 1, 2, 3, 4, 5]"), toFrames: times(4), framesInHeader: 6, file: "a")
    }
    #expect(error?.reason.contains("its header claims 6") == true)
  }

  @Test func `rows are shifted by frames`() throws {
    let later = try aligned("[3, 1]", ActionAlignment(offset: .frames(2)), to: times(4))
    #expect(later.track.isValid == [false, false, true, true] && later.rows == [-1, -1, 0, 1])
    let earlier = try aligned("[9, 9, 3, 1]", ActionAlignment(offset: .frames(-2)), to: times(2))
    #expect(earlier.track.codes == [3, 1])
    for shift in [Int.min / 2, -3, 3, 1000, Int.max / 2] {
      #expect(throws: AnnotationError.self) {
        try aligned("[1, 2, 3]", ActionAlignment(offset: .frames(shift)), to: times(4))
      }
    }
  }

  @Test func `an action holds until the next`() throws {
    let text = "time,action\n0,4\n0.2,5\n0.399,6\n"
    #expect(try aligned(text, to: times(5)).track.codes == [4, 4, 5, 5, 6])
    let nearest = try aligned(
      "time,action\n0,4\n0.19,5\n", ActionAlignment(rule: .nearest), to: times(3))
    #expect(nearest.rows == [0, 1, 1])
    let late = try aligned("time,action\n0.1,4\n0.2,5\n", to: times(3))
    #expect(late.track.isValid == [false, true, true])
    let frames = try aligned("frame,action\n0,4\n3,5\n", to: times(5))
    #expect(frames.track.codes == [4, 4, 4, 5, 5] && frames.basis == .frames)
  }

  @Test func `rounded time stamps still meet their frames`() throws {
    let rows = (0..<3000).map { "\(Float($0) / 30),\($0 % 7)" }.joined(separator: "\n")
    for digits in [1000.0, 90000] {
      let seconds = times(3000, rate: 30).map { ($0 * digits).rounded() / digits }
      #expect(try aligned("timestamp,action\n" + rows, to: seconds).rows == Array(0..<3000))
    }
  }

  @Test(arguments: [
    ("time,action\n0,1\n0.1,1\n", "frame 4, at 0.4 s, is 0.3 s"),
    ("time,action\n3,1\n3.1,1\n", "run from 3 to 3.1 s, the video's frames from 0 to 0.9 s"),
    ("time,action\n0.5,1\n0.6,1\n", "the first action is at 0.5 s"),
    ("frame,action\n0,1\n10,1\n", "frames 0 to 10, the video shows 10"),
  ]) func `rows that miss the video are refused`(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) { try aligned(text, to: times(10)) }
    #expect(error?.reason.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.advice.contains("--actions-offset") == true)
  }

  @Test func `a longer gap is allowed where it is stated`() throws {
    let text = "time,action\n0,1\n0.1,2\n"
    #expect(try aligned(text, ActionAlignment(gap: 1), to: times(5)).rows == [0, 1, 1, 1, 1])
    let shifted = try aligned(
      "time,action\n5,1\n5.1,2\n", ActionAlignment(offset: .seconds(-5)), to: times(3))
    #expect(shifted.rows == [0, 1, 1])
  }

  @Test func `units that do not fit are refused`() throws {
    for (text, alignment) in [
      ("[1, 2]", ActionAlignment(offset: .seconds(1))),
      ("time,a\n0,1\n0.1,1\n", ActionAlignment(offset: .frames(1))),
      ("time,a\n0,1\n0.1,1\n", ActionAlignment(rate: 10)),
    ] {
      #expect(throws: AnnotationError.self) { try aligned(text, alignment, to: times(2)) }
    }
  }

  @Test func `a late start is said`() throws {
    let late = try aligned("time,a\n1,1\n1.1,1\n", to: times(2, from: 1))
    #expect(late.notes.contains { $0.contains("first frame is at 1 s") })
    let rate = try aligned("[1, 2]", ActionAlignment(rate: 10), to: times(2, from: 1))
    #expect(rate.rows == [0, 1])
  }

  @Test(arguments: [
    ("12", ActionAlignment.Offset.frames(12)), ("-12", .frames(-12)), ("2.5s", .seconds(2.5)),
    ("-500ms", .seconds(-0.5)), ("00:01.5", .seconds(1.5)),
  ]) func `an offset reads as frames or seconds`(text: String, offset: ActionAlignment.Offset)
    throws
  {
    #expect(try ActionAlignment.Offset(text) == offset)
    #expect(throws: TimeExpression.Failure.self) { try ActionAlignment.Offset("-" + "-1") }
  }

  @Test func `samples stand for what was done after them`() throws {
    let discrete = try actions("[0, 1, 1, 2, 0, 0, 2, 1]").markingNull(["0"], file: "a")
    #expect(discrete.sampled(at: [0, 4, 5]).codes == [1, 0, 1])
    #expect(discrete.sampled(at: [3]).codes == [2])
    #expect(discrete.sampled(at: Array(0..<8)).codes == discrete.codes)
    let continuous = try actions("x,y\n1,0.5\n3,0.5\n,\n,\n-1,0\n").sampled(at: [0, 2, 4])
    #expect(continuous.numbers == [2, 0.5, 0, 0, -1, 0])
    #expect(continuous.isValid == [true, false, true] && continuous.frames == [0, 2, 4])
    #expect(discrete.sampled(at: []).count == 0)
  }
}
