internal import LinearAlgebra
internal import Tournaments

extension JudgingRoom {
  /// What a judge has before them, the leases renewed.
  func state(of judge: String) -> JudgingState {
    let now = clock()
    lastSeen[judge] = now
    let items = handOut.next(for: judge, book, now: now)
    var state = JudgingState()
    state.pair = items.first.flatMap { shown($0, to: judge) }
    state.ahead = items.dropFirst().first.flatMap { shown($0, to: judge) }
    let known = book.row(of: judge).flatMap { book.standing.judges[$0] }
    state.answered = known?.answered ?? 0
    state.canUndo = known?.last.map { $0.verdict != .withdrawn } ?? false
    let qualification = book.qualification(of: judge, rules)
    let pairs = book.openCount(for: judge)
    switch qualification {
    case .notNeeded, .stopped: state.isQualified = nil
    case .practising(let done, let first):
      state.isQualified = false
      state.practice = JudgingState.Practice(done: done, of: first)
    case .notYet: state.isQualified = false
    case .qualified: state.isQualified = true
    }
    // Practice pairs that may come among the rest are counted in, so that none is told by it.
    let unseen = max(0, book.practice.count - (known?.practised.count ?? 0))
    state.open =
      pairs + min(unseen, (pairs + rules.practiceEvery - 1) / max(1, rules.practiceEvery))
    if state.pair == nil {
      state.note = JudgingNote.text(qualification, book, waiting: pairs)
    }
    return state
  }

  private func shown(_ item: JudgedItem, to judge: String) -> JudgingState.ShownPair? {
    let sides: [ShownClip?]
    let skill: Int64?
    switch item {
    case .pair(let pair):
      let record = book.ledger.pair(pair)?.record
      sides = [record?.left, record?.right].map { $0.flatMap(book.clip) }
      skill = record?.skill
    case .practice(let practice):
      sides = book.practice[practice] ?? [nil, nil]
      skill = book.ledger.practice.first { $0.id == practice }?.skill
    }
    guard let left = sides[0], let right = sides[1], let skill else { return nil }
    let isMirrored = isMirrored(item, for: judge)
    return JudgingState.ShownPair(
      code: code(item, of: judge), skill: book.ledger.skill(skill)?.name ?? "",
      left: isMirrored ? right : left, right: isMirrored ? left : right)
  }

  /// Whether a judge sees the sides of an item exchanged; follows from the seed.
  func isMirrored(_ item: JudgedItem, for judge: String) -> Bool {
    var draw = judgeDraw(book.ledger.settings.seed, item.number, judge)
    return draw.next() & 1 == 1
  }

  /// What an item is called towards a judge; nothing of the item can be told from it.
  private func code(_ item: JudgedItem, of judge: String) -> String {
    let hash = names.hash(Array("\(item.number)\n\(judge)".utf8))
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What a judge calls so; nil where there is nothing.
  func item(_ code: String, of judge: String) -> JudgedItem? {
    if let held = handOut.leases[judge]?.first(where: { self.code($0.item, of: judge) == code }) {
      return held.item
    }
    // Handed out before a restart, or answered already.
    for pair in book.ledger.practice where self.code(.practice(pair.id), of: judge) == code {
      return .practice(pair.id)
    }
    for pair in book.ledger.pairs.reversed()
    where self.code(.pair(pair.record.id), of: judge) == code {
      return .pair(pair.record.id)
    }
    return nil
  }
}
