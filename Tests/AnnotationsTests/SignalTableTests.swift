import Annotations
import Testing

@Suite struct SignalTableTests {
  @Test func `the text is short and stable`() throws {
    let table = SignalTable(
      evidenceColumns: ["motion"],
      rows: [
        .init(
          frame: 0, pts: 0, seconds: 0, surprise: nil, threshold: nil, boundary: false,
          evidence: [1.0 / 3]),
        .init(
          frame: 6, pts: 3072, seconds: 0.2, surprise: 123456.78, threshold: 1e-30,
          boundary: true, evidence: [nil]),
      ])
    #expect(
      try table.text(file: "signal.csv") == """
        frame,pts,seconds,surprise,threshold,boundary,motion
        0,0,0,,,0,0.333333
        6,3072,0.2,123457,1e-30,1,

        """)
  }

  @Test(arguments: 0..<40) func `what was written reads back and writes the same`(seed: Int) throws
  {
    var generator = Generator(seed: seed)
    func value() -> Double? {
      if generator.chance(10) { return nil }
      let number = Double(bitPattern: generator.next())
      return number.isFinite ? number : Double(generator.int(-99999...99999)) / 1000
    }
    let rows = (0..<50).map { index in
      SignalTable.Row(
        frame: index * 6, pts: Int64(index) * 3072, seconds: Double(index) * 0.2,
        surprise: value(), threshold: value(), boundary: generator.chance(10),
        evidence: [value(), value()])
    }
    let table = SignalTable(evidenceColumns: ["layout", "motion"], rows: rows)
    let text = try table.text(file: "s")
    let back = try SignalTable(text: text, file: "s")
    #expect(try back.text(file: "s") == text, "seed \(seed)")
    #expect(back.rows.count == rows.count)
    for (read, written) in zip(back.rows, rows) {
      #expect(read.boundary == written.boundary && read.pts == written.pts, "seed \(seed)")
      guard let a = read.surprise, let b = written.surprise else {
        #expect((read.surprise == nil) == (written.surprise == nil), "seed \(seed)")
        continue
      }
      #expect(abs(a - b) <= abs(b) * 5.000001e-6, "seed \(seed): \(b) became \(a)")
    }
  }

  @Test(arguments: [
    ("frame,pts\n", "line 1"), ("", "line 1"), ("HEADER0,0,x,,,0\n", "line 2"),
    ("HEADER0,0,0,,,2\n", "line 2"), ("HEADER0,0,0,,\n", "line 2"),
    ("HEADER0,0,0,nan,,0\n", "line 2"), ("HEADER1.5,0,0,,,0\n", "line 2"),
  ]) func `a fault is told with its line`(text: String, place: String) {
    let whole = text.replacing("HEADER", with: "frame,pts,seconds,surprise,threshold,boundary\n")
    let error = #expect(throws: AnnotationError.self) { try SignalTable(text: whole, file: "s") }
    #expect(error?.place == place)
  }

  @Test func `a value that is not finite is not written`() {
    let row = SignalTable.Row(
      frame: 3, pts: 0, seconds: 0, surprise: 1, threshold: .infinity, boundary: false)
    let error = #expect(throws: AnnotationError.self) {
      try SignalTable(rows: [row]).text(file: "s")
    }
    #expect(error?.place == "frame 3")
  }
}
