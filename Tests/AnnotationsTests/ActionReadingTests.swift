import Annotations
import Foundation
import Testing

/// Reads a text as actions.
func actions(
  _ text: String, episode: Int? = nil
) throws(AnnotationError) -> ActionTrack {
  try ActionTable(text: text, file: "a").track(episode: episode, file: "a")
}

@Suite struct ActionReadingTests {
  @Test func `what the simulators write is read`() throws {
    let discrete = try actions(
      """
      {"fps": 20, "frames": 4, "action_space": {"type": "discrete", "n": 3,
       "names": ["noop", "left", "do"]}, "actions": [2, 0, null, 1], "events": [[1, "x"]]}
      """)
    #expect(discrete.space == .discrete(choices: 3, names: ["noop", "left", "do"]))
    #expect(discrete.codes == [2, 0, 0, 1])
    #expect(discrete.isValid == [true, true, false, true])
    #expect(discrete.nullActions == [[0]] && discrete.isNull == [false, true, false, false])
    #expect(discrete.frameRate == 20 && discrete.frameCount == 4 && discrete.source == .recorded)
    let continuous = try actions(
      """
      {"action_space": {"type": "continuous", "n": 2, "names": ["dx", "grip"], "low": -1,
       "high": [1, 2]}, "actions": [[0.5, 1], [-0.25, 0]]}
      """)
    #expect(
      continuous.space
        == .continuous(dimension: 2, names: ["dx", "grip"], low: [-1, -1], high: [1, 2]))
    #expect(continuous.numbers == [0.5, 1, -0.25, 0] && continuous.codes.isEmpty)
  }

  @Test func `bare lists tell what they are`() throws {
    #expect(try actions("[3, 0, 1]").space == .discrete(choices: 4, names: []))
    #expect(try actions("[[0, 1], [2, 0]]").space == .multiDiscrete(choices: [3, 2], names: []))
    #expect(try actions("[[0, -1], [2, 0]]").space.kind == .continuous)
    #expect(try actions("[0.5, 1]").space.kind == .continuous)
    let named = try actions("{\"actions\": [\"up\", \"noop\", \"up\"], \"times\": [0, 0.5, 2]}")
    #expect(named.space == .discrete(choices: 2, names: ["noop", "up"]))
    #expect(named.codes == [1, 0, 1] && named.times == [0, 0.5, 2])
    #expect(named.nullActions == [[0]])
  }

  @Test func `tables are read by their header`() throws {
    let continuous = try actions("time,dx,dy\n0,1,0.5\n0.1,,\n0.2,-1,2\n")
    #expect(continuous.times == [0, 0.1, 0.2] && continuous.space.names == ["dx", "dy"])
    #expect(continuous.numbers == [1, 0.5, 0, 0, -1, 2])
    #expect(continuous.isValid == [true, false, true])
    let picked = try actions("frame_index,action.x,action.y,reward,state\n0,1.5,2,0,a\n4,3,4,0,b\n")
    #expect(picked.frames == [0, 4] && picked.numbers == [1.5, 2, 3, 4])
    #expect(try actions("action\n2\n0\n").space == .discrete(choices: 3, names: []))
    #expect(try actions("key\nup\ndown\n").space.names == ["down", "up"])
    #expect(
      try actions("w,a\n1,0\n0,1\n").space == .multiDiscrete(choices: [2, 2], names: ["w", "a"]))
  }

  @Test func `an episode is chosen`() throws {
    let text = "episode_index,timestamp,a\n0,0,1.5\n0,0.1,2\n1,0,3\n1,0.1,4\n"
    #expect(try actions(text, episode: 1).numbers == [3, 4])
    #expect(try actions(text, episode: 1).times == [0, 0.1])
    #expect(throws: AnnotationError.self) { try actions(text) }
    #expect(throws: AnnotationError.self) { try actions(text, episode: 2) }
    #expect(throws: AnnotationError.self) { try actions("a\n1\n", episode: 0) }
    #expect(try actions("episode,a\n7,1\n7,2\n").count == 2)
  }

  @Test(arguments: [
    ("", "empty"), ("{}", "actions"), ("[]", "not one action"), ("[null]", "not one action"),
    ("[[]]", "no value"), ("[[1, 2], [1]]", "[1]: it has 1 values"), ("[1, \"a\"]", "[1]"),
    ("[\"a\", 1]", "[1]"), ("[1, [2]]", "[1]"), ("[-1]", "row 0: the action -1"),
    ("{\"actions\": 3}", "list"), ("[1e300, 0.5]", "row 0"), ("[16777216]", "16777216"),
    ("{\"actions\": [3], \"action_space\": {\"type\": \"discrete\", \"n\": 3}}", "0...2"),
    ("{\"actions\": [\"x\"], \"action_space\": {\"names\": [\"y\"]}}", "\"x\""),
    ("{\"actions\": [[1.5]], \"action_space\": {\"n\": 2}}", "n is 2"),
    ("{\"actions\": [[1, 2]], \"action_space\": {\"type\": \"discrete\"}}", "multi_discrete"),
    ("{\"actions\": [1.5], \"action_space\": {\"type\": \"discrete\"}}", "no choice"),
    ("{\"actions\": [1], \"action_space\": {\"type\": \"dance\"}}", "action_space.type"),
    ("{\"actions\": [1], \"action_space\": {\"n\": 99999999999}}", "action_space.n"),
    ("{\"actions\": [1], \"action_space\": {\"n\": 3, \"names\": [\"a\", \"a\"]}}", "same"),
    ("{\"actions\": [[1.5, 2]], \"action_space\": {\"names\": [\"a\"]}}", "do not fit"),
    ("{\"actions\": [[1.5, 2]], \"action_space\": {\"low\": [0, 0, 0]}}", "do not fit"),
    ("{\"actions\": [1], \"times\": [0, 1]}", "2 entries for 1"),
    ("{\"actions\": [1, 2], \"times\": [1, 1]}", "does not come after"),
    ("{\"actions\": [1, 2], \"frames\": [5, 4]}", "does not come after"),
    ("{\"actions\": [1], \"frames\": [-1]}", "row 0"), ("{\"actions\": [1], \"fps\": 0}", "fps"),
    ("{\"actions\": [1], \"source\": \"pseudo\"}", "model"),
    ("{\"actions\": [1], \"source\": \"guess\"}", "source"),
    ("{\"actions\": [1], \"null_actions\": [\"rest\"]}", "rest"),
    ("{\"actions\": [1.5], \"null_actions\": [\"rest\"]}", "continuous"),
    ("a,b\n1.5,nan\n", "line 2, column b"), ("a,b\n1.5,inf\n", "line 2, column b"),
    ("a,b\n1.5,1e999\n", "line 2, column b"), ("a,b\n1.5,\n", "line 2, column b"),
    ("a,b\n1.5,x\n", "line 2, column b"), ("a\n1\n\nx\n", "line 4, column a"),
    ("a,a\n1,2\n", "two columns"), ("0.5,0.25\n1,2\n", "line 1"), ("a,b\n1\n", "line 2"),
    ("frame\n1\n", "no column"), ("time,a\nsoon,1\n", "column time"),
    ("time,a\nnan,1\n", "time is nan"), ("a\n", "not one action"), ("time,a\n0,1\n0,1\n", "line 3"),
    ("frame,a\n99999999999,1\n", "32 bits"),
  ]) func `a fault says where it is`(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) { try actions(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "") - \(text)")
    #expect(error?.file == "a" && error?.advice != "", "\(error?.description ?? "")")
  }

  @Test func `null actions are named`() throws {
    let plain = try actions("[0, 1, 2]")
    #expect(plain.nullActions.isEmpty)
    #expect(try plain.markingNull(["2", "0"], file: "a").isNull == [true, false, true])
    #expect(throws: AnnotationError.self) { try plain.markingNull(["3"], file: "a") }
    let keys = try actions("[[0, 1], [0, 0]]").markingNull(["0,0"], file: "a")
    #expect(keys.isNull == [false, true])
    for wrong in ["0", "0,2", "0,0,0", "a,b", ""] {
      #expect(throws: AnnotationError.self) { try keys.markingNull([wrong], file: "a") }
    }
    #expect(throws: AnnotationError.self) { try actions("[0.5]").markingNull(["0"], file: "a") }
  }

  @Test(.enabled(if: sharedData != nil, "needs ../shared/data"))
  func `the shared demonstrations are read`() throws {
    let data = try #require(sharedData)
    for (name, kind, frames) in [
      ("crafter/videos/crafter_train_00", ActionSpace.Kind.discrete, 2037),
      ("metaworld/videos/metaworld_train_00", .continuous, 1116),
    ] {
      let url = data.appendingPathComponent("sim/\(name).json")
      let text = try String(contentsOf: url, encoding: .utf8)
      let track = try actions(text)
      #expect(track.space.kind == kind && track.count == frames && track.frameCount == frames)
      #expect(!track.isValid.contains(false))
      if kind == .discrete { #expect(track.nullActions == [[0]]) }
    }
  }
}
