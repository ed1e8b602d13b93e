import Annotations
import Frames
import Testing

@Suite struct ReviewMergingTests {
  private static let time = "2026-01-31T12:00:00Z"

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `edits that do not touch give the same document in either order`(block: UInt64) throws {
    var merged = 0
    for seed in block * 500..<(block + 1) * 500 {
      var maker = EditMaker(seed: seed)
      var base = ReviewHistory(maker.document())
      for _ in 0..<maker.next(6) { try base.make([maker.edit(on: base.state)], by: "Cleo") }
      func drawn() -> [ReviewEdit] {
        var state = base.state
        return (0..<(1 + maker.next(3))).map { _ in
          let edit = maker.edit(on: state)
          state = (try? edit.made(on: state)) ?? state
          return edit
        }
      }
      let (ann, ben) = (drawn(), drawn())
      func saved(_ first: [ReviewEdit], _ second: [ReviewEdit]) -> ReviewHistory? {
        var history = base
        guard
          (try? history.edit(first, base: base.revision, by: "first", time: Self.time)) != nil
        else { return nil }
        return (try? history.edit(second, base: base.revision, by: "second", time: Self.time))
          .map { _ in history }
      }
      let (left, right) = (saved(ann, ben), saved(ben, ann))
      #expect(
        (left == nil) == (right == nil), "seed \(seed): \(ann) and \(ben) clash in one order only")
      guard let left, let right else { continue }
      merged += 1
      #expect(
        left.state.content == right.state.content,
        "seed \(seed): \(ann) and \(ben) on \(base.state.levels.map { $0.marks.map(\.start) })")
    }
    #expect(merged > 100)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a merged save has the edits of both`(seed: UInt64) throws {
    var maker = EditMaker(seed: seed)
    var history = ReviewHistory(maker.document())
    let state = history.state
    let ann = maker.edit(on: state)
    let ben = maker.edit(on: state)
    try history.make([ann])
    let before = history.state
    switch Self.save(ben, into: &history, overOthers: false) {
    case .success(let entries):
      #expect(history.revision == 1 + entries.count, "seed \(seed)")
      if ann != ben { #expect(entries.allSatisfy { $0.by == "Ben" }, "seed \(seed)") }
    case .failure(let refusal):
      guard case .conflicts(let conflicts) = refusal else {
        Issue.record("seed \(seed): \(refusal)")
        return
      }
      #expect(conflicts.allSatisfy { $0.theirs.by == "Ann" && !$0.reason.isEmpty }, "seed \(seed)")
      #expect(history.revision == 1, "seed \(seed): nothing of a save that clashes is taken")
      // Chosen over the other's, it is taken, and the other's can be had back.
      let entries = try Self.save(ben, into: &history, overOthers: true).get()
      if !entries.isEmpty {
        _ = try history.undo(by: "Ben", time: Self.time)
        #expect(history.state.content == before.content, "seed \(seed)")
      }
    }
  }

  private static func save(
    _ edit: ReviewEdit, into history: inout ReviewHistory, overOthers: Bool
  ) -> Result<[ReviewEntry], ReviewRefusal> {
    do throws(ReviewRefusal) {
      return .success(
        try history.edit([edit], base: 0, by: "Ben", time: time, overOthers: overOthers))
    } catch {
      return .failure(error)
    }
  }

  @Test func `two moves of one boundary clash, and the first one stays`() throws {
    var maker = EditMaker(seed: 1)
    var history = ReviewHistory(maker.document())
    let boundary = history.state.levels[0].marks[3].start
    try history.make([.move(level: "skill", boundary: boundary, to: boundary + 1)])
    #expect(throws: ReviewRefusal.self) {
      try history.edit(
        [.move(level: "skill", boundary: boundary, to: boundary + 2)], base: 0, by: "Ben",
        time: Self.time)
    }
    #expect(history.state.levels[0].position(startingAt: boundary + 1) != nil)
  }

  @Test func `one's own move chosen over a re-cut leaves the rest of the re-cut`() throws {
    var maker = EditMaker(seed: 5)
    var history = ReviewHistory(maker.document())
    let boundary = history.state.levels[0].marks[3].start
    try history.make([.replace(level: "skill", boundaries: [3, 397])])
    _ = try history.edit(
      [.move(level: "skill", boundary: boundary, to: boundary + 1)], base: 0, by: "Ben",
      time: Self.time, overOthers: true)
    #expect(history.state.levels[0].marks.map(\.start) == [0, 3, boundary + 1, 397].sorted())
    _ = try history.undo(by: "Ben", time: Self.time)
    #expect(history.state.levels[0].marks.map(\.start) == [0, 3, 397])
  }

  @Test func `one's own move chosen over another's leaves one boundary`() throws {
    var maker = EditMaker(seed: 6)
    var history = ReviewHistory(maker.document())
    let boundary = history.state.levels[0].marks[3].start
    try history.make([.move(level: "skill", boundary: boundary, to: boundary + 1)])
    _ = try history.edit(
      [.move(level: "skill", boundary: boundary, to: boundary - 1)], base: 0, by: "Ben",
      time: Self.time, overOthers: true)
    let starts = history.state.levels[0].marks.map(\.start)
    #expect(starts.filter { abs($0 - boundary) <= 1 } == [boundary - 1])
  }

  @Test func `a label and a move of the boundary beside it do not touch`() throws {
    var maker = EditMaker(seed: 2)
    var history = ReviewHistory(maker.document())
    let mark = history.state.levels[0].marks[3]
    try history.make([.move(level: "skill", boundary: mark.start, to: mark.start + 1)])
    _ = try history.edit(
      [.label(level: "skill", segment: mark.id, label: "pour")], base: 0, by: "Ben",
      time: Self.time)
    let now = history.state.levels[0]
    let place = try #require(now.position(startingAt: mark.start + 1))
    #expect(now.marks[place].label == "pour")
  }

  @Test func `the same edit by two people is made once`() throws {
    var maker = EditMaker(seed: 3)
    var history = ReviewHistory(maker.document())
    let edit = maker.edit(on: history.state)
    try history.make([edit])
    #expect(try history.edit([edit], base: 0, by: "Ben", time: Self.time).isEmpty)
    #expect(history.revision == 1)
  }

  @Test func `a revision that is not there is no base`() throws {
    var maker = EditMaker(seed: 4)
    var history = ReviewHistory(maker.document())
    #expect(throws: ReviewRefusal.self) {
      try history.edit([], base: 1, by: "Ann", time: Self.time)
    }
  }
}
