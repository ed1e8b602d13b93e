import Annotations
import Foundation
import Testing

@Suite struct EventTrackTests {
  private func marks(_ events: [(Int, String)], frames: Int = 100) -> [Int] {
    EventTrack(events: events.map { .init(frame: $0.0, name: $0.1) })
      .lastFramesOfRuns(frames: frames)
  }

  @Test func `the last frame of each run of identical events is marked`() {
    #expect(marks([]) == [])
    #expect(marks([(5, "a")]) == [5])
    #expect(marks([(5, "a"), (6, "a"), (9, "a"), (12, "b"), (20, "a")]) == [9, 12, 20])
    #expect(marks([(20, "a"), (12, "b"), (5, "a"), (9, "a"), (6, "a")]) == [9, 12, 20])
    // Two names on one frame are one set, whatever their order.
    #expect(marks([(5, "a"), (5, "b"), (7, "b"), (7, "a"), (8, "a")]) == [7, 8])
  }

  @Test func `the published words and delays are followed`() {
    let track = EventTrack(events: [
      .init(frame: 3, name: "stat.walk"), .init(frame: 4, name: "mine_block:log"),
      .init(frame: 5, name: "stat.walk"), .init(frame: 6, name: "mine_block:log"),
      .init(frame: 30, name: "kill_entity:sheep"), .init(frame: 95, name: "kill_entity:cow"),
    ])
    #expect(
      track.lastFramesOfRuns(
        words: EventTrack.minecraftWords, delays: EventTrack.minecraftDelays, frames: 100)
        == [6, 46, 99])
  }

  @Test(arguments: [
    "{\"events\": [[1, \"a\"], [3, \"b, c\"]]}", "[[1, \"a\"], [3, \"b, c\"]]",
    "[{\"frame\": 1, \"name\": \"a\"}, {\"time\": 0.31, \"name\": \"b, c\"}]",
    "frame,name\n1,a\n3,\"b, c\"\n", "name,time\na,0.1\n\"b, c\",0.3999\n",
  ]) func `logs of every shape are read`(text: String) throws {
    let log = try EventLog(text: text, file: "e")
    let track = try log.track(onFrames: [0, 0.1, 0.2, 0.3, 0.45], file: "e")
    #expect(track.events == [.init(frame: 1, name: "a"), .init(frame: 3, name: "b, c")])
  }

  @Test(arguments: [
    "", "{}", "[3]", "[[1]]", "[[1.5, \"a\"]]", "[[1, 2]]", "frame\n1\n", "frame,name\nx,a\n",
    "time,name\nnan,a\n", "frame,name\n1\n", "{\"events\": {}}", "[[-1, \"a\"]]", "[[5, \"a\"]]",
    "time,name\n9,a\n", "time,name\n-1,a\n",
  ]) func `a log that makes no sense is refused`(text: String) {
    #expect(throws: AnnotationError.self) {
      try EventLog(text: text, file: "e").track(onFrames: [0, 0.1, 0.2], file: "e")
    }
  }

  @Test(.enabled(if: sharedData != nil, "needs ../shared/data"))
  func `the events of a shared demonstration lie within it`() throws {
    let url = try #require(sharedData).appendingPathComponent(
      "sim/crafter/videos/crafter_train_00.json")
    let log = try EventLog(text: String(contentsOf: url, encoding: .utf8), file: url.path)
    let track = try log.track(onFrames: (0..<2037).map { Double($0) / 20 }, file: url.path)
    #expect(track.events.count == 259)
    let marks = track.lastFramesOfRuns(frames: 2037)
    #expect(marks.prefix(4) == [13, 16, 30, 38] && marks.count < 200)
  }
}
