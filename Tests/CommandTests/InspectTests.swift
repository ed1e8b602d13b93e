import Foundation
import Testing

/// What `skillet inspect` prints.
@Suite struct InspectTests {
  @Test func theFactsAreLinesForPeople() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(["inspect", "demo.mp4"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      for line in [
        "file           demo.mp4", "codec          mpeg4, yuv420p",
        "frames         90 shown, 90 in the header", "time base      1/12800 s",
        "frame rate     25/1 (25.000 a second), constant", "duration       3.600 s",
        "corrupt        0",
      ] {
        #expect(run.out.contains(line + "\n"), "no \(line): \(run.out)")
      }
      #expect(try box.names() == ["demo.mp4"])
    }
  }

  @Test func jsonHasTheKeysOfTheDocumentAndMore() throws {
    try inSandbox { box in
      let run = try Tool.run(["inspect", Fixture.scenes(), "--json"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      let facts = try run.json()
      let segment = try Tool.run(["segment", Fixture.scenes(), "--json", "--out", "o"], in: box)
      let video = try #require(try segment.json()["video"] as? [String: Any])
      #expect(Set(facts.keys) == Set(video.keys).union(["keyFrames", "faults"]))
      for key in facts.keys where key != "sha256" && key != "keyFrames" {
        #expect("\(facts[key] ?? "")" == "\(video[key] ?? "")", "\(key)")
      }
      let keys = try #require(facts["keyFrames"] as? [Int])
      #expect(keys.first == 0 && keys == keys.sorted())
    }
  }

  @Test func framesAreListedOneALine() throws {
    try inSandbox { box in
      let run = try Tool.run(["inspect", Fixture.scenes(), "--frames"], in: box)
      let lines = run.out.split(separator: "\n").map(String.init)
      let header = try #require(lines.firstIndex(of: "index\tpts\tseconds\tkey"))
      let rows = lines[(header + 1)...].map { $0.components(separatedBy: "\t") }
      #expect(rows.count == 90)
      #expect(rows.map { $0[0] } == (0..<90).map { "\($0)" })
      #expect(rows.map { $0[1] } == (0..<90).map { "\($0 * 512)" })
      #expect(rows.first?.last == "key")
      let json = try Tool.run(["inspect", Fixture.scenes(), "--frames", "--json"], in: box).json()
      let times = try #require(json["frameTimes"] as? [[String: Any]])
      #expect(times.count == 90)
      #expect(times[7]["index"] as? Int == 7 && times[7]["pts"] as? Int == 3584)
      #expect((times[7]["seconds"] as? NSNumber)?.doubleValue == 0.28)
      #expect(times[0]["key"] as? Bool == true)
    }
  }

  @Test func rotationAndVariableRatesAreSaid() throws {
    try inSandbox { box in
      let turned = try Fixture.make(
        "turned.mp4", "-display_rotation 90 -i \(Fixture.still()) -c copy")
      let facts = try Tool.run(["inspect", turned, "--json"], in: box).json()
      #expect(facts["width"] as? Int == 36 && facts["height"] as? Int == 64)
      #expect([90, 270].contains(facts["rotation"] as? Int))
      let varying = try Fixture.make(
        "varying.mkv",
        "-f lavfi -i testsrc2=s=64x36:r=25:d=2 -vf select='not(mod(n,3))+lt(n,20)' "
          + "-fps_mode vfr -c:v mpeg4")
      let run = try Tool.run(["inspect", varying, "--json"], in: box)
      #expect(try run.json()["variableFrameRate"] as? Bool == true, "\(run.story)")
    }
  }
}
