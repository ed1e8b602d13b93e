import Annotations
import Testing

@Suite struct NamedRankingTests {
  private func csv(_ text: String) throws -> [NamedRanking] {
    try #require(try NamedRanking.read(csv: text, file: "r.csv"))
  }

  private func json(_ text: String) throws -> [NamedRanking]? {
    try NamedRanking.read(JSONValue(parsing: text), file: "r.json")
  }

  @Test func aRowIsARankingFirstItemFirst() throws {
    let found = try csv("\"a, b\",\"say \"\"c\"\"\",☕\n☕,\"a, b\",,\n")
    #expect(found.map(\.places) == [[["a, b"], ["say \"c\""], ["☕"]], [["☕"], ["a, b"]]])
    #expect(found.map(\.origin) == ["line 1", "line 2"])
  }

  @Test func aHeadOfPlacesIsPassedOverAndNumbersAreItems() throws {
    let found = try csv("task,count,rank 1,rank 2\nTea,2.5,a,b\n")
    #expect(
      found == [NamedRanking(task: "Tea", places: [["a"], ["b"]], count: 2.5, origin: "line 2")])
    #expect(try csv("3,1,2\n1,2,3\n").count == 2)
  }

  @Test func equalRanksAreTies() throws {
    let found = try csv("ranking,item,rank\nr,c,2\nr,a,1\ns,x,5\nr,b,2\n")
    #expect(found.map(\.places) == [[["a"], ["c", "b"]], [["x"]]])
  }

  @Test func pairsAreRankingsOfTwo() throws {
    let found = try csv("winner,loser,count\na,b,3\n")
    #expect(found.map(\.places) == [[["a"], ["b"]]] && found.map(\.count) == [3])
  }

  @Test func aTableOfStepsIsForAnotherReader() throws {
    #expect(try NamedRanking.read(csv: "video,step\nv,a\n", file: "s.csv") == nil)
  }

  @Test func listsWithinAreTiesInJSON() throws {
    let found = try #require(
      try json("[[\"a\", [\"b\", \"c\"]], {\"order\": [1], \"rest\": [2, 3]}]"))
    #expect(found[0].places == [["a"], ["b", "c"]])
    #expect(found[1].places == [["1"]] && found[1].rest == ["2", "3"])
    let tasks = try #require(try json("{\"T\": [[\"a\", \"b\"]], \"U\": [[\"c\", \"d\"]]}"))
    #expect(tasks.map(\.task) == ["T", "U"])
  }

  @Test func otherShapesAreForAnotherReader() throws {
    for text in [
      "{\"schema\": \"skillet.segments/1\"}", "[\"a <-> b\"]", "{\"v\": [\"a\", \"b\"]}",
      "[{\"v\": {\"annotation\": []}}]", "{\"database\": {}}", "[]",
    ] { #expect(try json(text) == nil, "\(text)") }
  }
}
