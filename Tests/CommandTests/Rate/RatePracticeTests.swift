import Testing

/// Practice pairs by `skillet rate practice`.
@Suite struct RatePracticeTests {
  private func practice(_ text: String, in box: Sandbox) throws -> Tool.Outcome {
    try box.write("practice.csv", Array(text.utf8))
    return try Tool.run(["rate", "practice", "T.skillet", "practice.csv"], in: box)
  }

  @Test func pairsAreAddedOnceAndNeverPaired() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], in: box)
      let rows = "skill,better,worse\ntie,tie0,tie1\ntie,tie0,tie2\n"
      let first = try practice(rows, in: box)
      #expect(first.code == 0 && first.out.hasPrefix("added 2 practice pairs"), "\(first.story)")
      let again = try practice(rows, in: box)
      #expect(again.code == 0 && again.out.hasPrefix("added 0 practice pairs"), "\(again.story)")
      for pair in try Tournaments.next(in: box) {
        let facts = try Tournaments.facts(pair)
        #expect(Set([facts.left, facts.right]) != ["tie0", "tie1"])
        #expect(Set([facts.left, facts.right]) != ["tie0", "tie2"])
      }
    }
  }

  @Test(arguments: [
    ("skill,better,worse\nfly,tie0,tie1\n", "line 2: the tournament has no skill \"fly\""),
    ("skill,better,worse\ntie,tie0,gone\n", "line 2: \"gone\" is neither a clip"),
    ("skill,better,worse\ntie,tie0,\n", "line 2: it names no two clips"),
    ("skill,better\ntie,tie0\n", "no columns are called better and worse"),
    ("skill,better,worse\n", "a head and no pair"),
    ("better,worse\ntie0,tie0\n", "line 2: it names the same clip twice"),
  ])
  func whatDoesNotFitIsRefusedWithItsLine(text: String, words: String) throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], in: box)
      let run = try practice(text, in: box)
      #expect(run.code == 65 && run.out == "", "\(run.story)")
      #expect(run.err.contains("practice.csv: ") && run.err.contains(words), "\(run.story)")
    }
  }
}
