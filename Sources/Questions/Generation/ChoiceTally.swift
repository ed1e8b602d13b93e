/// How often words were offered and were right, and which ranks the right numbers had.
struct ChoiceTally: Sendable {
  private var offered: [String: Int] = [:]
  private var right: [String: Int] = [:]
  private var ranks = [Int](repeating: 0, count: 5)

  /// How much oftener a word was right than its share; such words are offered as wrong ones.
  func debt(_ word: String) -> Int { 4 * (right[word] ?? 0) - (offered[word] ?? 0) }

  /// One of the ranks, most probably the one that was drawn least.
  func rarest(_ allowed: [Int], _ random: inout SeededRandom) -> Int {
    if random.below(3) == 0 { return random.pick(allowed) }
    let least = allowed.map { ranks[$0] }.min() ?? 0
    return random.pick(allowed.filter { ranks[$0] == least })
  }

  /// Counts a finished draft.
  mutating func add(_ draft: Draft) {
    if case .word(let word) = draft.answer { right[word, default: 0] += 1 }
    var rank = 0
    for wrong in draft.distractors {
      switch (wrong.answer, draft.answer) {
      case (.word(let word), _): offered[word, default: 0] += 1
      case (.number(let a), .number(let b)): rank += a < b ? 1 : 0
      case (.length(let a), .length(let b)): rank += a < b ? 1 : 0
      default: break
      }
    }
    switch draft.answer {
    case .number, .length: ranks[rank] += 1
    default: break
    }
  }
}
