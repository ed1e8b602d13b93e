import Annotations
import Testing

@Suite struct AnswerTextTests {
  static let choices = ["fill the kettle", "pour water", "A", "cut bread", "3 times"]

  /// What models say, and the place that is meant; the same table as the exported task's test.
  static let said: [(String, Int?)] = [
    ("B", 1), ("b", 1), (" (B) ", 1), ("B.", 1), ("**B**", 1), ("B. pour water", 1),
    ("B) pour water", 1), ("Answer: B", 1), ("The answer is B.", 1),
    ("the correct answer is (D)", 3),
    ("<answer>B</answer>", 1), ("<think>It may be A or C</think><answer>D</answer>", 3),
    ("<think>Answer: A</think>B", 1), ("Answer: A\nNo, wait. Answer: D", 3),
    ("pour water", 1), ("Pour water.", 1), ("3 times", 4), ("I choose option D", 3),
    ("It is either B or D", 3), ("A man pours water", nil), ("a man pours", nil),
    ("The answer is a mystery", nil), ("", nil), ("   ", nil), ("I do not know", nil), ("F", nil),
    ("Z.", nil), ("The answer is F", nil), ("none of them", nil), ("<answer></answer>", nil),
    ("<answer>b", 1), ("It must be E", 4), ("\u{FF22}", nil), ("$\\boxed{B}$", 1),
    ("<ANSWER>C</ANSWER>", 2), ("Final answer - E", 4),
  ]

  @Test func aLetterIsFoundOrNoneIs() {
    for (text, place) in Self.said {
      #expect(AnswerText.choice(in: text, among: Self.choices) == place, "\(text)")
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
