internal import Annotations
internal import Foundation
internal import Rating

/// How near each pairing and each scoring came.
public struct SimulationResult: Sendable {
  struct Table: Sendable {
    /// The slope of simulated judges; nil for real votes.
    var slope: Double?
    var items: Int
    var rows: [RatingStudy.Row]
  }

  let simulation: RatingSimulation
  let tables: [Table]

  /// Tables for people: a line a pairing and number of rounds, a column a scoring.
  public var text: String {
    var lines: [String] = []
    for table in tables {
      let judges =
        table.slope.map { "simulated judges of slope \($0), \(simulation.votes) votes a pair" }
        ?? "real votes of \(simulation.answers ?? "")"
      lines.append(
        "\(table.items) items, \(judges), \(simulation.trials) tournaments, seed \(simulation.seed)"
      )
      lines.append(
        "pairing      rounds     votes"
          + ScoringRule.allCases.map { Self.right($0.title, 18) }.joined() + "    votes over Elo")
      for first in stride(from: 0, to: table.rows.count, by: ScoringRule.allCases.count) {
        let rows = table.rows[first..<first + ScoringRule.allCases.count]
        guard let head = rows.first, let last = rows.last else { continue }
        var line = head.strategy.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0)
        line += Self.right(String(head.round), 8) + Self.right(decimals(head.votes, 0), 10)
        for row in rows { line += Self.right(Self.figure(row.spearman, row.margin), 18) }
        line += Self.right(Self.figure(last.overElo, last.overEloMargin), 18)
        lines.append(line)
      }
      for rule in ScoringRule.allCases {
        let reached = table.rows.filter { $0.rule == rule && $0.spearman >= 0.95 }
        let firsts = Dictionary(grouping: reached, by: \.strategy).compactMapValues {
          $0.min { $0.round < $1.round }
        }
        let texts = PairingStrategy.allCases.compactMap { strategy in
          firsts[strategy].map {
            "\(strategy.rawValue) \(decimals($0.votes, 0)) (round \($0.round))"
          }
        }
        if !texts.isEmpty {
          lines.append("votes to 0.95 by \(rule.title): " + texts.joined(separator: ", "))
        }
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n")
  }

  /// One JSON document.
  public func jsonText() throws(SkilletError) -> String {
    let tables = tables.map { table in
      JSONValue.object([
        JSONMember("slope", table.slope.map { .number($0) } ?? .null),
        JSONMember("items", .integer(Int64(table.items))),
        JSONMember(
          "rows",
          .array(
            table.rows.map { row in
              .object([
                JSONMember("pairing", .string(row.strategy.rawValue)),
                JSONMember("rounds", .integer(Int64(row.round))),
                JSONMember("scoring", .string(row.rule.rawValue)),
                JSONMember("spearman", .number(row.spearman)),
                JSONMember("margin", .number(row.margin)),
                JSONMember("overElo", .number(row.overElo)),
                JSONMember("overEloMargin", .number(row.overEloMargin)),
                JSONMember("votes", .number(row.votes)),
              ])
            })),
      ])
    }
    let document = JSONValue.object([
      JSONMember("seed", .seed(simulation.seed)),
      JSONMember("trials", .integer(Int64(simulation.trials))),
      JSONMember("votes", .integer(Int64(simulation.votes))),
      JSONMember("ridge", .number(simulation.ridge)), JSONMember("tables", .array(tables)),
    ])
    do {
      return try document.text()
    } catch {
      throw SkilletError(.failed, "cannot write the figures: \(error)")
    }
  }

  private static func figure(_ value: Double, _ margin: Double) -> String {
    "\(decimals(value, 3)) ± \(decimals(margin, 3))"
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension ScoringRule {
  fileprivate var title: String {
    switch self {
    case .points: "points"
    case .eloMajority: "Elo majority"
    case .bradleyTerryMajority: "BT majority"
    case .bradleyTerryVotes: "BT votes"
    }
  }
}
