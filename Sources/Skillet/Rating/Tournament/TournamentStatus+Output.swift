internal import Annotations

extension TournamentStatus {
  /// The status for people.
  public var text: String {
    let votes = skills.reduce(0) { $0 + $1.votes }
    let missing = skills.reduce(0) { $0 + $1.missing }
    var lines = [
      "\(path.printable): \(Self.count(skills.reduce(0) { $0 + $1.clips }, "clip")) of "
        + Self.count(skills.count, "skill")
        + ", \(votesPerPair) votes a pair and \(extraVotes) more where the most frequent answer has "
        + "less than \(decimals(lowAgreement, 2)), \(Self.count(rounds, "round")), seed \(seed)",
      "\(Self.count(votes, "vote")) of \(Self.count(judges, "judge")), \(missing) missing, "
        + "\(Self.count(corrections, "correction"))",
      "agreement: " + agreement.text,
    ]
    if let leftShare {
      lines.append("the clip shown on the left won \(decimals(leftShare, 3)) of the votes")
    }
    lines.append("")
    lines += table
    lines.append("")
    lines += skills.prefix(12).map(\.advice)
    if skills.count > 12 { lines.append("and \(skills.count - 12) skills more: see --json") }
    return lines.joined(separator: "\n")
  }

  private var table: [String] {
    let names = skills.map { $0.name.printable }
    let width = max(5, names.map(\.count).max() ?? 0) + 2
    func pad(_ text: String) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let head = pad("skill") + "clips  rounds  pairs  votes  missing  agree  alpha    tau"
    return [head]
      + zip(skills, names).map { skill, name in
        pad(name) + right("\(skill.clips)", 5) + right("\(skill.completeRounds)/\(rounds)", 8)
          + right("\(skill.pairs)", 7) + right("\(skill.votes)", 7)
          + right("\(skill.missing)", 9) + right(Self.figure(skill.agreement.majorityShare), 7)
          + right(Self.figure(skill.agreement.alpha), 7)
          + right(Self.figure(skill.movement.last ?? nil), 7)
      }
  }

  static func figure(_ value: Double?) -> String { value.map { decimals($0, 3) } ?? "-" }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The status as one JSON document.
  public func jsonText() throws(SkilletError) -> String {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    func whole(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    return try document([
      JSONMember("schema", .string("skillet.tournament-status/1")),
      JSONMember("version", .string(skilletVersion)), JSONMember("tournament", .string(path)),
      JSONMember("votesPerPair", whole(votesPerPair)), JSONMember("extraVotes", whole(extraVotes)),
      JSONMember("lowAgreement", .number(lowAgreement)), JSONMember("rounds", whole(rounds)),
      JSONMember("seed", .string(String(seed))), JSONMember("judges", whole(judges)),
      JSONMember("corrections", whole(corrections)), JSONMember("leftShare", number(leftShare)),
      JSONMember("agreement", .object(agreement.members)),
      JSONMember(
        "skills",
        .array(
          skills.map { skill in
            .object([
              JSONMember("skill", .string(skill.name)), JSONMember("clips", whole(skill.clips)),
              JSONMember("rounds", whole(skill.rounds)),
              JSONMember("completeRounds", whole(skill.completeRounds)),
              JSONMember("pairs", whole(skill.pairs)), JSONMember("votes", whole(skill.votes)),
              JSONMember("missing", whole(skill.missing)),
              JSONMember("playedOut", .bool(skill.isPlayedOut)),
              JSONMember("agreement", .object(skill.agreement.members)),
              JSONMember("kendallBetweenRounds", .array(skill.movement.map(number))),
              JSONMember("forecast", skill.forecast.map { .object($0.members) } ?? .null),
            ])
          })),
    ])
  }
}

extension TournamentStatus.Skill {
  /// What a person should do about a skill, in one line.
  var advice: String {
    let start = "\(name.printable): "
    if clips < 2 { return start + "one clip, compared with none" }
    if votes == 0 { return start + "no votes yet" }
    guard let forecast else {
      return start + (isPlayedOut ? "every pair has been played" : "nothing can be forecast yet")
    }
    let figures =
      "one more round is expected to bring Kendall's tau with the true ranking from "
      + "\(decimals(forecast.now, 3)) to \(decimals(forecast.next, 3)) (gain "
      + "\(decimals(forecast.gain, 3)), standard error \(decimals(forecast.standardError, 3)))"
    return start + figures
      + (forecast.gain < RankingForecast.smallGain
        ? "; more rounds hardly move the ranking" : "")
  }
}

extension RankingForecast {
  var members: [JSONMember] {
    [
      JSONMember("kendallNow", .number(now)), JSONMember("kendallNext", .number(next)),
      JSONMember("gain", .number(gain)), JSONMember("standardError", .number(standardError)),
      JSONMember("draws", .integer(Int64(draws))),
      JSONMember("isSmall", .bool(gain < Self.smallGain)),
    ]
  }
}

extension VoteAgreement {
  /// The agreement on one line.
  var text: String {
    guard let majorityShare, let majorityChance, let pairwise else {
      return "no pair has two votes yet"
    }
    return "the most frequent answer has \(decimals(majorityShare, 3)) of a pair's votes (chance "
      + "\(decimals(majorityChance, 3))), two votes agree with \(decimals(pairwise, 3)) (chance "
      + "\(decimals(pairwiseChance, 3))), Krippendorff's alpha "
      + "\(TournamentStatus.figure(alpha)) (chance 0)"
  }

  var members: [JSONMember] {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return [
      JSONMember("pairs", .integer(Int64(pairs))),
      JSONMember("majorityShare", number(majorityShare)),
      JSONMember("majorityChance", number(majorityChance)),
      JSONMember("pairwise", number(pairwise)),
      JSONMember("pairwiseChance", .number(pairwiseChance)),
      JSONMember("alpha", number(alpha)),
    ]
  }
}
