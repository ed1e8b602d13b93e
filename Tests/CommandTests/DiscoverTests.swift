import Foundation
import Testing

/// `skillet discover`: the same scene shown again gets the same number.
@Suite struct DiscoverTests {
  /// Three scenes, and the same three again.
  static func twice() throws -> String {
    let scenes = try Fixture.scenes()
    return try Fixture.make(
      "twice.mp4", "-stream_loop 1 -i \(scenes) -c:v mpeg4 -q:v 3 -pix_fmt yuv420p")
  }

  /// A document of six segments at the scenes' cuts, without a label, beside its video.
  static func document(in box: Sandbox, _ name: String = "twice") throws {
    try box.copy(try twice(), as: "\(name).mp4")
    let outcome = try Tool.run(
      ["segment", "\(name).mp4", "--count", "5", "--out", "\(name).skillet"], in: box)
    try #require(outcome.code == 0, "\(outcome.story)")
  }

  /// The skills of a document, read by Foundation.
  static func skills(_ box: Sandbox, _ path: String) throws -> [Int?] {
    let segments = try #require(try box.json(path)["segments"] as? [[String: Any]])
    return segments.map { $0["skill"] as? Int }
  }

  @Test func theSameSceneIsTheSameSkill() throws {
    try inSandbox { box in
      try Self.document(in: box)
      let outcome = try Tool.run(["discover", "twice.skillet", "--out", "found"], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      #expect(outcome.out.contains("3 skills in 6 segments of 1 video"), "\(outcome.story)")
      let skills = try Self.skills(box, "found/twice.skillet/segments.json")
      #expect(Array(skills.prefix(3)) == Array(skills.suffix(3)))
      #expect(Set(skills) == [1, 2, 3])
      let written = Set(try box.names().filter { $0.hasPrefix("found/") })
      #expect(
        written == [
          "found/twice.skillet", "found/twice.skillet/segments.json", "found/skills.json",
        ])
    }
  }

  @Test func onlySkillsChangeAndLabelsNameThem() throws {
    try inSandbox { box in
      try Self.document(in: box)
      var text = try box.text("twice.skillet/segments.json")
      text = text.replacingOccurrences(
        of: "\"schema\"", with: "\"mine\": {\"a\": [1, null]},\n  \"schema\"")
      let first = try #require(text.range(of: "\"label\": null"))
      text.replaceSubrange(first, with: "\"label\": \"wave\"")
      try box.write("twice.skillet/segments.json", Array(text.utf8))
      let before = try box.json("twice.skillet/segments.json")
      let outcome = try Tool.run(
        ["discover", "twice.skillet", "--in-place", "--json", "--quiet"], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      var after = try box.json("twice.skillet/segments.json")
      let skills = try Self.skills(box, "twice.skillet/segments.json")
      #expect(!skills.contains(nil))
      var segments = try #require(after["segments"] as? [[String: Any]])
      for place in segments.indices { segments[place]["skill"] = NSNull() }
      after["segments"] = segments
      #expect(NSDictionary(dictionary: after) == NSDictionary(dictionary: before))
      let found = try #require(try outcome.json()["skills"] as? [[String: Any]])
      let named = try #require(found.first { $0["name"] as? String == "wave" })
      #expect(named["skill"] as? Int == skills[0])
      #expect(named["support"] as? Int == 1)
      #expect(found.contains { ($0["name"] as? String)?.hasPrefix("skill ") == true })
    }
  }

  @Test func theOrderOfTheDocumentsChangesNothing() throws {
    try inSandbox { box in
      for name in ["a", "b"] { try Self.document(in: box, name) }
      // The second video is cut otherwise, so that it has other segments.
      let cut = try Tool.run(
        ["segment", "b.mp4", "--count", "3", "--out", "b.skillet", "--force"], in: box)
      try #require(cut.code == 0, "\(cut.story)")
      var found: [[String: [Int]]] = []
      for order in [["a.skillet", "b.skillet"], ["b.skillet", "a.skillet"]] {
        let outcome = try Tool.run(["discover"] + order + ["--json"], in: box)
        #expect(outcome.code == 0, "\(outcome.story)")
        let documents = try #require(try outcome.json()["documents"] as? [[String: Any]])
        var skills: [String: [Int]] = [:]
        for entry in documents {
          skills[try #require(entry["path"] as? String)] = entry["skills"] as? [Int]
        }
        found.append(skills)
      }
      #expect(found[0] == found[1] && found[0].count == 2)
    }
  }

  @Test func knownSkillsKeepTheirNumbers() throws {
    try inSandbox { box in
      try Self.document(in: box)
      #expect(try Tool.run(["discover", "twice.skillet", "--out", "one"], in: box).code == 0)
      let other = try Fixture.make(
        "other.mp4", "-f lavfi -i life=s=64x36:r=25:mold=10:seed=3:life_color=red -t 2 -c:v mpeg4")
      try box.copy(other, as: "other.mp4")
      let cut = try Tool.run(["segment", "other.mp4", "--count", "1"], in: box)
      try #require(cut.code == 0, "\(cut.story)")
      let outcome = try Tool.run(
        [
          "discover", "other.skillet", "twice.skillet", "--known", "one/skills.json", "--out",
          "two",
        ], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      let before = try Self.skills(box, "one/twice.skillet/segments.json")
      #expect(try Self.skills(box, "two/twice.skillet/segments.json") == before)
      let new = try Self.skills(box, "two/other.skillet/segments.json")
      #expect(Set(new).isDisjoint(with: before), "\(outcome.story)")
      let again = try Tool.run(
        [
          "discover", "twice.skillet", "other.skillet", "--known", "two/skills.json", "--out",
          "three",
        ], in: box)
      #expect(again.code == 0 && again.out.contains("0 of them new"), "\(again.story)")
      #expect(try Self.skills(box, "three/other.skillet/segments.json") == new)
      #expect(try Self.skills(box, "three/twice.skillet/segments.json") == before)
    }
  }

  @Test func labelsOfSomeVideosNameSkillsOfAll() throws {
    try inSandbox { box in
      for name in ["a", "b"] { try Self.document(in: box, name) }
      // The same video twice under two names; labels of the first alone.
      let lines = (0..<180).map { ["red", "green", "blue"][$0 / 30 % 3] }
      try box.write("labels/a.txt", Array((lines.joined(separator: "\n") + "\n").utf8))
      let outcome = try Tool.run(
        ["discover", "a.skillet", "b.skillet", "--labels", "labels", "--skills", "3"], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      for name in ["red", "green", "blue"] {
        #expect(outcome.out.contains(name), "\(outcome.story)")
      }
      #expect(outcome.out.contains("1.00"), "\(outcome.story)")
      #expect(outcome.out.contains("common"), "\(outcome.story)")
      #expect(!(try box.text("a.skillet/segments.json")).contains("\"red\""))
    }
  }

  @Test func theReportIsOnePage() throws {
    try inSandbox { box in
      try Self.document(in: box)
      let outcome = try Tool.run(
        ["discover", "twice.skillet", "--out", "found", "--report"], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      let page = try box.text("found/report.html")
      #expect(page.components(separatedBy: "class=\"segment-block").count == 7)
      #expect(page.contains("data:image/jpeg;base64,/9j/"))
      #expect(!page.contains("<script"))
    }
  }
}
