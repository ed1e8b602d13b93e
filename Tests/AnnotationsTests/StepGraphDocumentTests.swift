import Annotations
import Testing

@Suite struct StepGraphDocumentTests {
  private static let odd = "a \"b\", <c> & `d` #1; \\n\n👩‍🍳 e\u{301} <-> f\u{202E}"

  private func document() -> StepGraphDocument {
    StepGraphDocument(
      task: "Tea \"hot\"",
      method: .init(
        name: "counts", minimumProbability: 0.1, optionalBelow: 0.9, interchangeShare: 0.25,
        seed: 18_446_744_073_709_551_615, version: "0.1.0"),
      steps: [
        .init(
          label: Self.odd, sequences: 3, occurrences: 4, repeats: 1, starts: 2, ends: 1,
          meanPlace: 0.25, isOptional: false),
        .init(
          label: "pour", sequences: 2, occurrences: 2, repeats: 0, starts: 1, ends: 2,
          meanPlace: 0.5, isOptional: true),
      ],
      edges: [
        .init(from: nil, to: 0, count: 2, probability: 2.0 / 3),
        .init(from: 0, to: 1, count: 1, probability: 0.25),
        .init(from: 1, to: nil, count: 2, probability: 1),
      ],
      interchanges: [.init(first: 0, second: 1, inOrder: 1, reversed: 1)],
      paths: [.init(steps: [0, 1, 0], count: 1), .init(steps: [1], count: 2)])
  }

  @Test func `a document reads back as it was written`() throws {
    for layout in [JSONValue.Layout.pretty, .compact] {
      let text = try document().text(layout)
      let json = try JSONValue(parsing: text)
      #expect(try StepGraphDocument(json: json, file: "g.json") == document())
    }
  }

  @Test(arguments: [
    ("\"skillet.graph/1\"", "\"skillet.graph/2\"", "schema"),
    ("\"from\": null, \"to\": 0", "\"from\": 7, \"to\": 0", "edges[0].from"),
    ("\"from\": 0, \"to\": 1", "\"from\": 0, \"to\": -1", "edges[1].to"),
    ("\"probability\": 0.25", "\"probability\": 25", "edges[1].probability"),
    ("\"label\": \"pour\"", "\"label\": \"\"", "steps[1].label"),
    ("\"optional\": true", "\"optional\": 1", "steps[1].optional"),
    ("\"steps\": [1]", "\"steps\": [2]", "paths[1].steps[0]"),
    ("\"steps\": [1]", "\"steps\": []", "paths[1].steps"),
    ("\"meanPlace\": 0.5", "\"meanPlace\": 1e308", "steps[1].meanPlace"),
    ("\"repeats\": 1", "\"repeats\": 99999999999", "steps[0].repeats"),
    ("\"version\": \"0.1.0\"", "\"version\": 1", "method"),
    ("\"first\": 0", "\"first\": null", "interchangeable[0].first"),
  ]) func `a fault names its place`(old: String, new: String, place: String) throws {
    let text = try document().text()
    let range = try #require(text.firstRange(of: old), "\(old) is not in \(text)")
    let json = try JSONValue(parsing: text.replacingCharacters(in: range, with: new))
    let error = #expect(throws: AnnotationError.self) {
      try StepGraphDocument(json: json, file: "g.json")
    }
    #expect(error?.place == place)
  }

  @Test func `labels cannot leave their quotes in diagrams`() {
    let dot = document().dot
    #expect(dot.hasPrefix("digraph \"Tea \\\"hot\\\"\" {\n"))
    #expect(dot.contains(#"s0 [label="a \"b\", <c> & `d` #1; \\n 👩‍🍳"#), "\(dot)")
    let mermaid = document().mermaid
    #expect(mermaid.contains("s0[\"a #34;b#34;, #60;c#62; #38; #96;d#96; #35;1#59; #92;n 👩‍🍳"))
    for text in [dot, mermaid] {
      #expect(!text.unicodeScalars.contains("\u{202E}"))
      #expect(
        text.split(separator: "\n").allSatisfy { $0.count { $0 == "\"" } % 2 == 0 || text == dot })
    }
    #expect(mermaid.contains("start -->|") || mermaid.contains("start ==>|67 %| s0"))
    #expect(mermaid.contains("class s1 optional"))
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
