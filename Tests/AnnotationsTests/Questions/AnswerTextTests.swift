import Annotations
import Foundation
import Testing

@Suite struct AnswerTextTests {
  /// What models say, and the place that is meant; the exported task is tested with the same table.
  @Test func aLetterIsFoundOrNoneIs() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Goldens/answers.json")
    let table = try JSONValue(parsing: try String(contentsOf: file, encoding: .utf8))
    let list = try #require(table["choices"]?.array)
    let choices = list.compactMap(\.string)
    let rows = try #require(table["answers"]?.array)
    #expect(rows.count > 30)
    for row in rows {
      let said = try #require(row["said"]?.string)
      #expect(AnswerText.choice(in: said, among: choices) == row["choice"]?.integer, "\(said)")
    }
  }

  @Test func nothingCrashesIt() {
    var generator = Generator(seed: 3)
    let pieces = ["<answer>", "</answer>", "</think>", "answer", "is", "A", "(", "🫖", "\n", "."]
    for _ in 0..<2000 {
      let text = (0..<6).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let place = AnswerText.choice(in: text, among: ["x", "y"])
      #expect(place == nil || place == 0 || place == 1)
    }
  }
}
