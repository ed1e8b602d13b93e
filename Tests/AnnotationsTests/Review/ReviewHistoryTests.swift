import Annotations
import Frames
import Testing

@Suite struct ReviewHistoryTests {
  private static let time = "2026-01-31T12:00:00Z"

  /// The file of a history after random edits, undos and redos of two people, and that history.
  private func file(seed: UInt64, steps: Int = 30) throws -> (text: String, history: ReviewHistory)
  {
    var maker = EditMaker(seed: seed)
    var history = ReviewHistory(maker.document())
    var text = try history.heading()
    for _ in 0..<steps {
      let person = maker.next(2) == 0 ? "Ann" : "Ben"
      let before = history.revision
      switch maker.next(10) {
      case 0, 1: _ = try? history.undo(by: person, time: Self.time)
      case 2: _ = try? history.redo(by: person, time: Self.time)
      case 3: _ = try history.setReviewed(maker.next(2) == 0, by: person, time: Self.time)
      default: try history.make([maker.edit(on: history.state)], by: person)
      }
      for entry in history.entries[before...] { text += try history.line(entry) }
    }
    return (text, history)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `replaying a history from the machine's version gives the current one`(
    seed: UInt64
  ) throws {
    let (text, history) = try file(seed: seed)
    let reading = ReviewHistory.read(Array(text.utf8), file: "history")
    #expect(reading.fault == nil, "seed \(seed)")
    #expect(reading.torn.isEmpty)
    let read = try #require(reading.history)
    #expect(read.state == history.state, "seed \(seed)")
    #expect(read.entries == history.entries, "seed \(seed)")
    #expect(read.document == history.document, "seed \(seed)")
    #expect(reading.wholeBytes == text.utf8.count)
    #expect(read.state(at: 0).content == ReviewState(history.document).content, "seed \(seed)")
    for person in ["Ann", "Ben"] {
      #expect(read.undoable(by: person) == history.undoable(by: person), "seed \(seed)")
      #expect(read.redoable(by: person) == history.redoable(by: person), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `undo after an edit, and redo after undo, are the identity`(seed: UInt64) throws {
    var maker = EditMaker(seed: seed)
    var history = ReviewHistory(maker.document())
    var states = [history.state]
    for _ in 0..<12 {
      try history.make([maker.edit(on: history.state)])
      states.append(history.state)
    }
    for state in states.dropLast().reversed() {
      _ = try history.undo(by: "Ann", time: Self.time)
      #expect(history.state == state, "seed \(seed)")
    }
    #expect(history.undoable(by: "Ann") == nil)
    for state in states.dropFirst() {
      _ = try history.redo(by: "Ann", time: Self.time)
      #expect(history.state == state, "seed \(seed)")
    }
    #expect(history.redoable(by: "Ann") == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `one's undo leaves what others did meanwhile, or says what clashes`(seed: UInt64) throws {
    var maker = EditMaker(seed: seed)
    var history = ReviewHistory(maker.document())
    try history.make([maker.edit(on: history.state)], by: "Ann")
    let ben = maker.edit(on: history.state)
    try history.make([ben], by: "Ben")
    do {
      _ = try history.undo(by: "Ann", time: Self.time)
    } catch {
      return
    }
    // A re-cut lists all boundaries, Ann's among them.
    if case .replace = ben { return }
    let alone = try? ben.made(on: ReviewState(history.document))
    if let alone { #expect(history.state.content == alone.content, "seed \(seed): \(ben)") }
    _ = try history.redo(by: "Ann", time: Self.time)
    #expect(history.state.content == history.state(at: 2).content, "seed \(seed): \(ben)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `every version tiles the video`(seed: UInt64) throws {
    let (_, history) = try file(seed: seed)
    for revision in 0...history.revision {
      for level in history.state(at: revision).levels {
        #expect(level.marks.first?.start == 0, "seed \(seed)")
        #expect(
          zip(level.marks, level.marks.dropFirst()).allSatisfy { $0.start < $1.start },
          "seed \(seed)")
        #expect(level.marks.last.map { $0.start < history.state.frames } ?? false, "seed \(seed)")
        #expect(Set(level.marks.map(\.id)).count == level.marks.count, "seed \(seed)")
      }
    }
    let document = history.document {
      FrameTime(index: $0, pts: Int64($0) * 512, timeBase: Rational(1, 12_800))
    }
    #expect(document.tilingFaults.isEmpty, "seed \(seed)")
    let again = try SegmentsDocument(text: document.text(), file: "reviewed.json")
    #expect(again == document, "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a file cut anywhere gives every whole line and sets the rest aside`(seed: UInt64) throws {
    let (text, history) = try file(seed: seed, steps: 8)
    let bytes = Array(text.utf8)
    for end in stride(from: 0, to: bytes.count, by: 7) {
      let reading = ReviewHistory.read(Array(bytes[..<end]), file: "history")
      #expect(reading.fault == nil, "seed \(seed), \(end) bytes")
      #expect(reading.wholeBytes + reading.torn.count == end, "seed \(seed), \(end) bytes")
      let whole = bytes[..<end].count { $0 == 0x0A }
      #expect(reading.history?.revision == (whole == 0 ? nil : whole - 1))
      if let read = reading.history {
        #expect(read.entries[...] == history.entries.prefix(read.revision))
      }
    }
  }

  @Test func `a damaged line is named, and what came before it is kept`() throws {
    let (text, history) = try file(seed: 7, steps: 10)
    var lines = text.split(separator: "\n").map(String.init)
    lines[4] = "{\"revision\":4"
    let reading = ReviewHistory.read(Array((lines.joined(separator: "\n") + "\n").utf8), file: "h")
    #expect(reading.fault?.line == 5)
    #expect(reading.history?.entries == Array(history.entries.prefix(3)))
  }

  @Test func `a line that does not follow is named`() throws {
    let (text, _) = try file(seed: 8, steps: 10)
    var lines = text.split(separator: "\n").map(String.init)
    lines.remove(at: 3)
    let reading = ReviewHistory.read(Array((lines.joined(separator: "\n") + "\n").utf8), file: "h")
    #expect(reading.fault?.line == 4)
    #expect(reading.history?.revision == 2)
  }

  @Test func `a history of a newer version is refused by its name`() throws {
    let (text, _) = try file(seed: 9, steps: 2)
    let newer = text.replacing("skillet.history/1", with: "skillet.history/2")
    let reading = ReviewHistory.read(Array(newer.utf8), file: "h")
    #expect(reading.history == nil)
    #expect(reading.fault?.description.contains("skillet.history/2") == true)
  }

  @Test func `levels of a reviewed document are tiers to every format`() throws {
    var maker = EditMaker(seed: 11)
    var history = ReviewHistory(maker.document())
    try history.make([.addLevel("phase"), .split(level: "phase", at: 100)])
    let document = history.document {
      FrameTime(index: $0, pts: Int64($0) * 512, timeBase: Rational(1, 12_800))
    }
    let text = try document.text()
    let video = AnnotatedVideo(try SegmentsDocument(text: text, file: "reviewed.json"))
    #expect(video.tiers.map(\.name) == ["skill", "phase"])
    #expect(video.tiers[1].spans.map(\.extent.frames) == [0..<100, 100..<400])
    #expect(AnnotatedVideo(history.document).tiers.map(\.name) == [""])
  }

  @Test func `the last line alone tells what a list shows`() throws {
    let (text, history) = try file(seed: 10)
    let last = try #require(text.split(separator: "\n").last)
    #expect(ReviewDigest(lastLine: Array(last.utf8)) == ReviewDigest(history))
  }
}
