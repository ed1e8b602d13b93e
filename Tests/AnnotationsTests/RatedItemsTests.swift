import Annotations
import Testing

@Suite struct RatedItemsTests {
  @Test func anIndexOfClipsNamesSkillGroupAndPerformer() throws {
    let items = try RatedItems(
      """
      {"clips": [{"video": "a/push_s1_q4.mp4", "group": "push_s1", "skill": "push", "quality": 4,
                  "frames": 63}, {"video": "b.mp4", "quality": 0.5}]}
      """, file: "index.json"
    ).items
    #expect(items.map(\.name) == ["push_s1_q4", "b"])
    #expect(items.map(\.score) == [4, 0.5])
    #expect(items[0].performer == "s1" && items[0].group == "push_s1" && items[0].frames == 63)
    #expect(items[1].performer == nil && items[1].skill == nil)
  }

  @Test func columnsOfCSVGoByTheirNames() throws {
    let items = try RatedItems(
      "Skill,Item,Score,seed\ncut,\"x, y\",1e-3,7\n,z,,\n", file: "s.csv"
    ).items
    #expect(items.map(\.name) == ["x, y", "z"])
    #expect(items.map(\.score) == [0.001, nil])
    #expect(items.map(\.skill) == ["cut", nil] && items[0].performer == "7")
  }

  @Test(arguments: [
    ("item,score\na,1\na.mp4,2\n", "line 3: a.mp4 is the item of line 2 again"),
    ("item,score\na,nan\n", "line 2: the score of a is \"nan\""),
    ("item,score\na\n", "line 2: the row has 1 fields, the header 2"),
    ("item,score\n,1\n", "line 2: the item has no name"),
    ("score\n1\n", "no column is called item"), ("", "it holds no item"),
    ("{\"scores\": [{\"item\": \"a\", \"score\": \"x\"}]}", "scores[0]: the score of a is \"x\""),
    ("[3]", "[0]: it is no object"), ("{}", "no list of scores or clips"),
  ]) func faultsNameThePlace(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) { try RatedItems(text, file: "f") }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

@Suite struct PairTableTests {
  @Test(arguments: [
    "winner,loser,skill\na.mp4,b,cut\nc,a,cut\n", "a,b,cut\nc,a,cut\n",
    "left,right,winner,skill\na,b,left,cut\na,c,right,cut\n",
    "skill,left,right,winner\ncut,a,b,a\ncut,a,c,c.mp4\n", "loser,winner,action\nb,a,cut\na,c,cut",
  ]) func everyFormSaysTheSame(text: String) throws {
    #expect(PairTable.isOne(text))
    let rows = try PairTable(text, file: "p").rows
    let better = rows.map { $0.leftShare == 1 ? [$0.left, $0.right] : [$0.right, $0.left] }
    #expect(better == [["a", "b"], ["c", "a"]])
    #expect(rows.map(\.skill) == ["cut", "cut"])
  }

  @Test func aTieIsHalfAVoteForEach() throws {
    let rows = try PairTable("left,right,winner\na,b,tie\na,b,draw\n", file: "p").rows
    #expect(rows.map(\.leftShare) == [0.5, 0.5])
    #expect(rows.map(\.line) == [2, 3])
  }

  @Test func aListOfItemsIsNoTableOfPairs() {
    #expect(!PairTable.isOne("item,score\na,1\n"))
    #expect(!PairTable.isOne("{\"clips\": []}"))
    #expect(!PairTable.isOne(""))
  }
}
