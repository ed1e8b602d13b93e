internal import Annotations
internal import Tournaments

extension BoardFigures {
  /// What changes without a vote.
  struct Live {
    var title: String
    var secondsSinceSeen: [String: Double]
    var holding: [String: Int]
    var missing: [String]
    var opensRounds: Bool
    var rules: JudgingRules
    var clips: Int
    /// Who performs, by the skill and the name of the clip.
    var performers: [[String]: String]
  }

  /// The board as the page shows it.
  func members(_ live: Live) -> [JSONMember] {
    [
      JSONMember("title", .string(live.title)), JSONMember("clips", Self.whole(live.clips)),
      JSONMember("rounds", Self.whole(status.rounds)),
      JSONMember("votesPerPair", Self.whole(status.votesPerPair)),
      JSONMember("extraVotes", Self.whole(status.extraVotes)),
      JSONMember("lowAgreement", .number(status.lowAgreement)),
      JSONMember("seed", .string(String(status.seed))),
      JSONMember("pairs", Self.whole(skills.reduce(0) { $0 + $1.status.pairs })),
      JSONMember("openPairs", Self.whole(skills.reduce(0) { $0 + $1.open })),
      JSONMember("votes", Self.whole(skills.reduce(0) { $0 + $1.status.votes })),
      JSONMember("missing", Self.whole(skills.reduce(0) { $0 + $1.status.missing })),
      JSONMember("corrections", Self.whole(status.corrections)),
      JSONMember("leftShare", Self.number(status.leftShare)),
      JSONMember("agreement", .object(status.agreement.members)),
      JSONMember("opensRounds", .bool(live.opensRounds)),
      JSONMember("due", Self.whole(skills.count { $0.isDue })),
      JSONMember("smallGain", .number(RankingForecast.smallGain)),
      JSONMember("skills", .array(skills.map { .object(members(of: $0, live)) })),
      JSONMember("judges", .array(names(live).map { .object(members(ofJudge: $0, live)) })),
      JSONMember("practice", .array(practice.map { .object($0.members) })),
      JSONMember("practiceFirst", Self.whole(first(live.rules))),
      JSONMember("practiceShare", .number(live.rules.practiceShare)),
      JSONMember("practiceEvery", Self.whole(live.rules.practiceEvery)),
      JSONMember("leaseSeconds", .number(live.rules.leaseSeconds)),
      JSONMember("missingClips", .array(live.missing.prefix(50).map { .string($0) })),
      JSONMember("missingCount", Self.whole(live.missing.count)),
    ]
  }

  private func first(_ rules: JudgingRules) -> Int {
    let shown = practice.count { $0.isShown }
    return shown == 0 ? 0 : Qualification.first(of: shown, rules)
  }

  private func members(of skill: Skill, _ live: Live) -> [JSONMember] {
    let status = skill.status
    return [
      JSONMember("skill", .string(status.name)), JSONMember("clips", Self.whole(status.clips)),
      JSONMember("rounds", Self.whole(status.rounds)),
      JSONMember("completeRounds", Self.whole(status.completeRounds)),
      JSONMember("pairs", Self.whole(status.pairs)),
      JSONMember("openPairs", Self.whole(skill.open)),
      JSONMember("votes", Self.whole(status.votes)),
      JSONMember("missing", Self.whole(status.missing)), JSONMember("due", .bool(skill.isDue)),
      JSONMember("playedOut", .bool(status.isPlayedOut)),
      JSONMember("agreement", .object(status.agreement.members)),
      JSONMember("kendallBetweenRounds", .array(status.movement.map(Self.number))),
      JSONMember("forecast", skill.forecast.map { .object($0.members) } ?? .null),
      JSONMember("forecastIsOld", .bool(skill.isForecastDue)),
      JSONMember(
        "ranking",
        .array(
          skill.ranking.entries.map { entry in
            .object([
              JSONMember("clip", .string(entry.item)),
              JSONMember(
                "performer",
                live.performers[[status.name, entry.item]].map { .string($0) } ?? .null),
              JSONMember("rank", entry.rank.map(Self.whole) ?? .null),
              JSONMember("score", Self.number(entry.score)),
              JSONMember("low", Self.number(entry.low)),
              JSONMember("high", Self.number(entry.high)),
              JSONMember("comparisons", Self.whole(entry.comparisons)),
              JSONMember("note", entry.note.map { .string($0) } ?? .null),
            ])
          })),
    ]
  }

  /// Judges who answered, and those who only came.
  private func names(_ live: Live) -> [String] {
    let known = Set(judges.map(\.name))
    return judges.map(\.name) + live.secondsSinceSeen.keys.filter { !known.contains($0) }.sorted()
  }

  private func members(ofJudge name: String, _ live: Live) -> [JSONMember] {
    let judge = judges.first { $0.name == name }
    let qualification =
      judge?.qualification
      ?? Qualification([], pairs: practice.count { $0.isShown }, admission: nil, live.rules)
    return [
      JSONMember("name", .string(name)), JSONMember("kind", .string(judge?.kind ?? "person")),
      JSONMember("votes", Self.whole(judge?.votes ?? 0)),
      JSONMember("skipped", Self.whole(judge?.skipped ?? 0)),
      JSONMember("practised", Self.whole(judge?.practised ?? 0)),
      JSONMember("right", Self.whole(judge?.right ?? 0)),
      JSONMember("state", .string(qualification.word)),
      JSONMember("admitted", judge?.admission.map { .bool($0) } ?? .null),
      JSONMember("medianSeconds", Self.number(judge?.medianSeconds)),
      JSONMember("secondsSinceSeen", Self.number(live.secondsSinceSeen[name])),
      JSONMember("holding", Self.whole(live.holding[name] ?? 0)),
    ]
  }

  static func whole(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
}

extension BoardFigures.Practice {
  fileprivate var members: [JSONMember] {
    [
      JSONMember("skill", .string(skill)), JSONMember("better", .string(better)),
      JSONMember("worse", .string(worse)), JSONMember("answered", BoardFigures.whole(answered)),
      JSONMember("right", BoardFigures.whole(right)), JSONMember("shown", .bool(isShown)),
    ]
  }
}

extension Qualification {
  /// The state in one word, as the board is told it.
  var word: String {
    switch self {
    case .notNeeded: "free"
    case .practising: "practising"
    case .qualified: "qualified"
    case .notYet: "failed"
    case .stopped: "stopped"
    }
  }
}
