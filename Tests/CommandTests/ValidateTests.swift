import Foundation
import Testing

/// `skillet validate` as a user runs it.
@Suite struct ValidateTests {
  private func validate(
    _ name: String, _ text: String, _ arguments: [String] = [], in box: Sandbox
  ) throws -> Tool.Outcome {
    try box.write(name, text.utf8)
    return try Tool.run(["validate", name] + arguments, in: box)
  }

  @Test func aFileWithoutFaultsIsSaidToHaveNone() throws {
    try inSandbox { box in
      let run = try validate("a.scenes.txt", "0 29\n30 89\n", in: box)
      #expect(
        run.code == 0 && run.out == "a.scenes.txt: transnetv2: 2 spans of 1 video, no fault\n")
    }
  }

  @Test func framesThatTheVideoDoesNotHaveAreShownWithBothCounts() throws {
    try inSandbox { box in
      let run = try validate(
        "a.scenes.txt", "0 29\n30 90\n", ["--video", Fixture.scenes()], in: box)
      #expect(run.code == 65, "\(run.story)")
      #expect(
        run.out
          == "a.scenes.txt: line 2: frame 90 does not exist: the decoded video has 90, its header "
          + "claims 90\n")
      let json = try validate(
        "a.scenes.txt", "0 29\n30 94\n", ["--video", Fixture.scenes(), "--json"], in: box)
      #expect(json.code == 65)
      let document = try json.json()
      #expect(document["valid"] as? Bool == false)
      let faults = try #require(document["faults"] as? [[String: Any]])
      #expect(faults.count == 1 && faults[0]["place"] as? String == "line 2")
      #expect((faults[0]["reason"] as? String)?.contains("frames 90 to 94 do not exist") == true)
      let decoded = try #require(document["decoded"] as? [[String: Any]])
      #expect(decoded[0]["frames"] as? Int == 90)
    }
  }

  @Test func timesOutsideTheVideoAreFaults() throws {
    try inSandbox { box in
      let text = "0,1.2,a\n1.2,3.7,b\n"
      let run = try validate("a.csv", text, ["--video", Fixture.scenes()], in: box)
      #expect(run.code == 65 && run.out.contains("line 2: it ends at 3.7 s"), "\(run.story)")
      #expect(
        try validate("a.csv", "0,1.2,a\n1.2,3.6,b\n", ["--video", Fixture.scenes()], in: box).code
          == 0)
    }
  }

  @Test func labelsThatAreNotInTheMappingAreFaultsOnce() throws {
    try inSandbox { box in
      try box.write("set/mapping.txt", "0 a\n".utf8)
      let run = try validate("set/groundTruth/v.txt", "a\nb\na\nb\n", in: box)
      #expect(run.code == 65, "\(run.story)")
      #expect(run.out == "set/groundTruth/v.txt: line 2: \"b\" is not in the mapping\n")
      let folder = try Tool.run(["validate", "set"], in: box)
      #expect(folder.code == 65 && folder.out.contains("\"b\" is not in the mapping"))
    }
  }

  @Test func everyFaultOfADocumentIsListed() throws {
    try inSandbox { box in
      let made = try Tool.run(["segment", Fixture.scenes(), "--out", "o"], in: box)
      #expect(made.code == 0, "\(made.story)")
      let text = try box.text("o/segments.json")
      #expect(try validate("a.json", text, in: box).code == 0)
      let broken = text.replacing("\"frame\": 30", with: "\"frame\": 31", maxReplacements: 1)
        .replacing("\"index\": 2", with: "\"index\": 7")
      let run = try validate("a.json", broken, in: box)
      #expect(run.code == 65 && run.out.split(separator: "\n").count >= 2, "\(run.story)")
      #expect(run.out.contains("segments[1].start.frame"), "\(run.story)")
    }
  }

  @Test func aTruncatedFileHasOneFaultWithItsPlace() throws {
    try inSandbox { box in
      let run = try validate("a.jsonl", "{\"file\":\"x.mp4\",\"boundaries\":[[0,5],[6", in: box)
      #expect(run.code == 65 && run.out.hasPrefix("a.jsonl: line 1, column"), "\(run.story)")
      #expect(try Tool.run(["validate", "none"], in: box).code == 66)
    }
  }
}
