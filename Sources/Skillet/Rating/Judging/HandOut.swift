internal import LinearAlgebra
internal import Tournaments

/// Which judge has which pair in hand, and who gets what next.
///
/// A judge holds two items at most: the one on the screen, and the one that is loaded meanwhile. A
/// pair is given to no more judges at once than it misses votes, so it gets more than it needs only
/// where somebody answers after the lease ran out. Leases live in memory: after a restart pairs are
/// handed out anew, and answers to those that were out are still taken.
struct HandOut {
  struct Lease {
    var item: JudgedItem
    /// When it runs out.
    var until: Double
    /// Whether it is only being loaded; then another judge who would have nothing may get it.
    var isAhead: Bool
    /// Whether the answer is on its way to the disk.
    var isPending = false
  }

  let rules: JudgingRules
  private(set) var leases: [String: [Lease]] = [:]
  private var claims: [Int64: Int] = [:]

  init(_ rules: JudgingRules) { self.rules = rules }

  /// How many judges have a pair in hand.
  func claims(on pair: Int64) -> Int { claims[pair] ?? 0 }

  /// What a judge has on the screen and what comes after it; none, one or two items.
  ///
  /// - Parameter now: seconds on a clock that never goes back.
  mutating func next(for judge: String, _ book: JudgingBook, now: Double) -> [JudgedItem] {
    dropExpired(now)
    for lease in leases[judge] ?? [] where !lease.isPending {
      if !isWanted(lease.item, of: judge, book) { release(lease.item, of: judge) }
    }
    var held = (leases[judge] ?? []).filter { !$0.isPending }.map(\.item)
    let qualification = book.qualification(of: judge, rules)
    if qualification == .stopped { return [] }
    while held.count < 2 {
      guard
        let item = candidate(for: judge, qualification, book)
          ?? (held.isEmpty ? takenOver(by: judge, qualification, book) : nil)
      else { break }
      hold(item, for: judge, until: now + rules.leaseSeconds, isAhead: !held.isEmpty)
      held.append(item)
    }
    renew(judge, held, now)
    return held
  }

  private mutating func renew(_ judge: String, _ held: [JudgedItem], _ now: Double) {
    for place in (leases[judge] ?? []).indices {
      guard let item = leases[judge]?[place].item, let order = held.firstIndex(of: item) else {
        continue
      }
      leases[judge]?[place].until = now + rules.leaseSeconds
      leases[judge]?[place].isAhead = order > 0
    }
  }

  // MARK: Leases

  private mutating func hold(
    _ item: JudgedItem, for judge: String, until: Double, isAhead: Bool
  ) {
    leases[judge, default: []].append(Lease(item: item, until: until, isAhead: isAhead))
    if case .pair(let pair) = item { claims[pair, default: 0] += 1 }
  }

  /// Puts an item before all that a judge has in hand, as after taking its answer back.
  mutating func hold(_ item: JudgedItem, first judge: String, now: Double) {
    release(item, of: judge)
    hold(item, for: judge, until: now + rules.leaseSeconds, isAhead: false)
    if let lease = leases[judge]?.popLast() { leases[judge]?.insert(lease, at: 0) }
    // One is enough to be loaded meanwhile.
    for extra in (leases[judge] ?? []).filter({ !$0.isPending }).dropFirst(2) {
      release(extra.item, of: judge)
    }
  }

  /// Notes that the answer of a judge is being recorded; until then nobody else gets the vote.
  mutating func markPending(_ item: JudgedItem, of judge: String, _ isPending: Bool, now: Double) {
    if let place = leases[judge]?.firstIndex(where: { $0.item == item }) {
      leases[judge]?[place].isPending = isPending
      leases[judge]?[place].until = now + rules.leaseSeconds
    } else if isPending {
      hold(item, for: judge, until: now + rules.leaseSeconds, isAhead: false)
      markPending(item, of: judge, true, now: now)
    }
  }

  /// Lets go of an item.
  mutating func release(_ item: JudgedItem, of judge: String) {
    guard let place = leases[judge]?.firstIndex(where: { $0.item == item }) else { return }
    leases[judge]?.remove(at: place)
    if leases[judge]?.isEmpty == true { leases[judge] = nil }
    guard case .pair(let pair) = item else { return }
    claims[pair] = (claims[pair] ?? 1) - 1
    if claims[pair] == 0 { claims[pair] = nil }
  }

  private mutating func dropExpired(_ now: Double) {
    for (judge, held) in leases {
      for lease in held where !lease.isPending && lease.until <= now {
        release(lease.item, of: judge)
      }
    }
  }

  private func isWanted(_ item: JudgedItem, of judge: String, _ book: JudgingBook) -> Bool {
    switch item {
    case .pair(let pair):
      return book.open[pair].map { book.mayAsk(book.row(of: judge), $0) } ?? false
    case .practice(let practice):
      return book.practice[practice] != nil && book.verdict(of: judge, on: item) == nil
    }
  }

  private func isHeld(_ item: JudgedItem, by judge: String) -> Bool {
    (leases[judge] ?? []).contains { $0.item == item }
  }

  // MARK: Choosing

  private func candidate(
    for judge: String, _ qualification: Qualification, _ book: JudgingBook
  ) -> JudgedItem? {
    let practising = (leases[judge] ?? []).count {
      if case .practice = $0.item { true } else { false }
    }
    switch qualification {
    case .stopped: return nil
    case .notNeeded: return pair(for: judge, book)
    case .practising(let done, let first):
      return done + practising < first ? practice(for: judge, book) : nil
    case .notYet:
      // One at a time: the next answer may let the judge in.
      return practising == 0 ? practice(for: judge, book) : nil
    case .qualified:
      // Practice pairs come among the rest, and none where nothing is left of it.
      guard let pair = pair(for: judge, book) else { return nil }
      return isPracticeDue(for: judge, book) ? practice(for: judge, book) ?? pair : pair
    }
  }

  /// Drawn for each place in a judge's row of answers, so that none can be foretold.
  private func isPracticeDue(for judge: String, _ book: JudgingBook) -> Bool {
    let answered = book.row(of: judge).flatMap { book.standing.judges[$0]?.answered } ?? 0
    let place = answered + (leases[judge]?.count ?? 0)
    var draw = judgeDraw(~book.ledger.settings.seed, Int64(place), judge)
    return draw.next(below: max(1, rules.practiceEvery)) == 0
  }

  private func practice(for judge: String, _ book: JudgingBook) -> JudgedItem? {
    let seed = book.ledger.settings.seed
    let name = nameHash(judge)
    return book.practice.keys.map { JudgedItem.practice($0) }.filter {
      book.verdict(of: judge, on: $0) == nil && !isHeld($0, by: judge)
    }.map { (order(of: $0, for: name, seed), $0) }.min {
      ($0.0, $0.1.number) < ($1.0, $1.1.number)
    }?.1
  }

  private func order(of item: JudgedItem, for judge: UInt64, _ seed: UInt64) -> UInt64 {
    var draw = judgeDraw(seed, item.number, judge)
    _ = draw.next()
    return draw.next()
  }

  /// The most urgent pair: of the earliest round, with the fewest votes given or in hand.
  private func pair(for judge: String, _ book: JudgingBook) -> JudgedItem? {
    best(for: judge, book) { $0.votes + claims(on: $0.id) < $0.needed }
  }

  private func best(
    for judge: String, _ book: JudgingBook, where isFree: (OpenPair) -> Bool
  ) -> JudgedItem? {
    struct Urgency: Comparable {
      var round: Int
      var votes: Int
      var order: UInt64
      var pair: Int64

      static func < (one: Urgency, other: Urgency) -> Bool {
        (one.round, one.votes, one.order, one.pair)
          < (other.round, other.votes, other.order, other.pair)
      }
    }
    let (seed, row) = (book.ledger.settings.seed, book.row(of: judge))
    let name = nameHash(judge)
    let held = Set((leases[judge] ?? []).map(\.item))
    var best: Urgency?
    for pair in book.open.values {
      let count = pair.votes + claims(on: pair.id)
      if let best, (pair.round, count) > (best.round, best.votes) { continue }
      guard isFree(pair), book.mayAsk(row, pair), !held.contains(.pair(pair.id)) else { continue }
      let urgency = Urgency(
        round: pair.round, votes: count, order: order(of: .pair(pair.id), for: name, seed),
        pair: pair.id)
      if best.map({ urgency < $0 }) ?? true { best = urgency }
    }
    return best.map { .pair($0.pair) }
  }

  /// A pair that another judge is only loading, for one who would have nothing to do.
  private mutating func takenOver(
    by judge: String, _ qualification: Qualification, _ book: JudgingBook
  ) -> JudgedItem? {
    guard qualification == .qualified || qualification == .notNeeded else { return nil }
    var loading: [Int64: String] = [:]
    for other in leases.keys.sorted(by: >) {
      for lease in leases[other] ?? [] where lease.isAhead && !lease.isPending {
        if case .pair(let pair) = lease.item { loading[pair] = other }
      }
    }
    let found = loading.isEmpty ? nil : best(for: judge, book) { loading[$0.id] != nil }
    guard case .pair(let pair) = found, let other = loading[pair] else { return nil }
    release(.pair(pair), of: other)
    return found
  }
}
