import Annotations
import Testing

/// The JSON of choix's test cases.
@Suite struct ChoixJSONTests {
  private func read(_ text: String) throws -> PreferenceProfile? {
    try PreferenceProfile(choix: JSONValue(parsing: text, file: "t.json"), file: "t.json")
  }

  @Test func rankingsPairsAndChoicesAreRead() throws {
    let profile = try #require(
      try read(#"{"n_items": 4, "data": [[0, 1, 2], [3, 1], [2, [0, 3]]]}"#))
    #expect(profile.items == ["0", "1", "2", "3"])
    #expect(profile.rankings.map(\.places) == [[[0], [1], [2]], [[3], [1]], [[2]]])
    #expect(profile.rankings.map(\.rest) == [[], [], [0, 3]])
  }

  @Test func anotherShapeIsLeftToOthers() throws {
    #expect(try read(#"{"rankings": [["a", "b"]]}"#) == nil)
  }

  static let faults = [
    (#"{"n_items": 2, "data": [[0, 1], [0, 2]]}"#, "data[1]"),
    (#"{"n_items": 2, "data": [[0, 0]]}"#, "stands twice"),
    (#"{"n_items": 2, "data": [[0]]}"#, "data[0]"),
    (#"{"n_items": "two", "data": []}"#, "n_items"),
    (#"{"n_items": 3, "data": [[0, [1, 0]]]}"#, "stands twice"),
  ]

  @Test(arguments: faults) func faultsNameTheirPlace(text: String, words: String) {
    #expect {
      try read(text)
    } throws: { "\($0)".contains(words) }
  }
}
