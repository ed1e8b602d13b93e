internal import Annotations
internal import Foundation
internal import Tournaments

/// A tournament in the formats of others.
public struct TournamentExport: Sendable {
  /// The formats.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// evalica's `left,right,winner`, a row a vote, as the judges saw the sides.
    case evalica
    /// Every row of the ledger, which `skillet rate import` reads back.
    case csv
    /// The clips, which `skillet rate start` reads back.
    case clips
    /// The pairs by round with their votes, which `skillet rate import` reads back.
    case pairs
    /// A folder in the layout of ProSkill's release.
    case proskill

    /// Whether it is one file, that can go to standard output.
    public var isOneFile: Bool { self != .proskill }
  }

  let tournament: RatingTournament
  let skill: String?

  /// Exports all of a tournament, or one skill of it.
  public init(_ tournament: RatingTournament, skill: String? = nil) throws(SkilletError) {
    self.tournament = tournament
    self.skill = skill
    if let skill, !tournament.ledger.skills.contains(where: { $0.name == skill }) {
      let names = tournament.ledger.skills.prefix(5).map(\.name).joined(separator: ", ")
      throw SkilletError(
        .badData, "\(tournament.path): there is no skill \"\(skill)\"; there are \(names)")
    }
  }

  /// The skills that are exported.
  var fields: [SkillField] {
    tournament.ledger.fields.filter { skill == nil || $0.skill.name == skill }
  }

  /// The text of a format that is one file.
  public func text(_ format: Format) throws(SkilletError) -> String {
    switch format {
    case .evalica: try evalica()
    case .csv: judgements()
    case .clips: clips()
    case .pairs: pairs()
    case .proskill: throw SkilletError(.usage, "proskill is a folder; give --out DIR")
    }
  }

  private func evalica() throws(SkilletError) -> String {
    let fields = fields
    var homes: [String: String] = [:]
    for field in fields {
      for clip in field.clips {
        if let other = homes.updateValue(field.skill.name, forKey: clip.clip.name) {
          throw SkilletError(
            .badData,
            "\(tournament.path): \(other) and \(field.skill.name) both have a clip "
              + "\"\(clip.clip.name)\", which this format cannot tell apart; export one with --skill"
          )
        }
      }
    }
    let ledger = tournament.ledger
    let kept = Set(fields.map(\.skill.id))
    var rows = [["left", "right", "winner"]]
    for (place, answer) in ledger.answerOrder {
      let pair = ledger.pairs[place]
      let judgement = pair.answers[answer].judgement
      guard kept.contains(pair.record.skill), judgement.verdict.isVote else { continue }
      rows.append(seen(judgement, pair.record))
    }
    return CSVRows(rows).text
  }

  private func name(_ clip: Int64) -> String { tournament.ledger.clip(clip)?.clip.name ?? "" }

  /// Left, right and the answer, as the judge saw them.
  private func seen(_ judgement: JudgementRecord, _ pair: PairRecord) -> [String] {
    judgement.wasMirrored
      ? [name(pair.right), name(pair.left), judgement.verdict.mirrored.rawValue]
      : [name(pair.left), name(pair.right), judgement.verdict.rawValue]
  }

  private func judgements() -> String {
    let ledger = tournament.ledger
    let kept = Set(fields.map(\.skill.id))
    var rows = [
      [
        "judgement", "skill", "round", "pair", "left", "right", "winner", "judge", "time",
        "replaces",
      ]
    ]
    for judgement in ledger.judgements {
      guard let pair = ledger.pair(judgement.pair)?.record, kept.contains(pair.skill) else {
        continue
      }
      rows.append(
        [
          "\(judgement.id)", ledger.skill(pair.skill)?.name ?? "",
          pair.round.flatMap { ledger.round($0) }.map { "\($0.number)" } ?? "", "\(pair.id)",
        ] + seen(judgement, pair)
          + [
            ledger.judge(judgement.judge)?.name ?? "", judgement.time,
            judgement.replaces.map { "\($0)" } ?? "",
          ])
    }
    return CSVRows(rows).text
  }

  private func clips() -> String {
    var rows = [
      [
        "clip", "path", "skill", "performer", "start", "end", "start_frame", "end_frame",
      ]
    ]
    for field in fields {
      for record in field.clips {
        let clip = record.clip
        rows.append([
          clip.name, tournament.video(of: clip) ?? "", field.skill.name, clip.performer ?? "",
          clip.seconds.map { "\($0.lowerBound)" } ?? "",
          clip.seconds.map { "\($0.upperBound)" } ?? "",
          clip.frames.map { "\($0.lowerBound)" } ?? "",
          clip.frames.map { "\($0.upperBound)" } ?? "",
        ])
      }
    }
    return CSVRows(rows).text
  }

  private func pairs() -> String {
    var rows = [
      ["pair", "skill", "round", "left", "right", "left_votes", "right_votes", "ties", "missing"]
    ]
    let ledger = tournament.ledger
    let kept = Set(fields.map(\.skill.id))
    for pair in ledger.pairs where kept.contains(pair.record.skill) {
      let tally = pair.tally
      rows.append([
        "\(pair.record.id)", ledger.skill(pair.record.skill)?.name ?? "",
        pair.record.round.flatMap { ledger.round($0) }.map { "\($0.number)" } ?? "",
        name(pair.record.left), name(pair.record.right), "\(tally.left)", "\(tally.right)",
        "\(tally.ties)", "\(pair.missing(ledger.settings))",
      ])
    }
    return CSVRows(rows).text
  }
}
