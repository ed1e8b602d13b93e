public import Annotations

extension Comparison {
  /// A table for people.
  public var text: String {
    let head = ["figure", first, second, "difference", "interval", "wins", "losses", "ties"]
    let body = rows.map { row in
      [
        row.figure.title, row.figure.text(row.first), row.figure.text(row.second),
        row.figure.text(row.difference?.mean), row.difference?.ends(row.figure) ?? "–",
        "\(row.wins)", "\(row.losses)", "\(row.ties)",
      ]
    }
    let rules = [
      "Protocol \(report.name), \(first) less \(second).",
      "Videos are drawn once for both (paired); wins are videos on which \(first) is better.",
      report.bootstrap.sentence(videos: report.videos.count),
    ]
    return TextTable.text([head] + body) + "\n" + (rules + report.rules).joined(separator: "\n")
      + "\n"
  }

  /// The comparison as one JSON object: `protocol`, `first`, `second`, `figures` by key.
  public var json: JSONValue {
    .object([
      JSONMember(
        "protocol",
        .object(
          [JSONMember("name", .string(report.name))] + report.settings + report.bootstrap.json)),
      JSONMember("first", .string(first)), JSONMember("second", .string(second)),
      JSONMember("videos", .integer(Int64(report.videos.count))),
      JSONMember("figures", .object(rows.map { JSONMember($0.figure.key, $0.json) })),
    ])
  }
}

extension Comparison.Row {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("first", JSONValue(first)), JSONMember("second", JSONValue(second)),
      JSONMember("difference", difference?.json ?? .null),
      JSONMember("wins", .integer(Int64(wins))), JSONMember("losses", .integer(Int64(losses))),
      JSONMember("ties", .integer(Int64(ties))),
    ])
  }
}
