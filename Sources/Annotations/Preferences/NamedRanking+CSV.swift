extension NamedRanking {
  /// Reads a table of rankings, in one of three forms that its first line tells apart; nil where it
  /// is a table of steps without ranks, which ``StepSequenceReader`` reads.
  ///
  /// - pairs: columns `winner` (or `before`) and `loser` (or `after`), and perhaps `count`, `task`;
  /// - a row a place: columns `ranking` (or `sequence`, `video`), `item` (or `step`, `label`) and
  ///   `rank` (or `place`; equal ranks are ties), and perhaps `count`, `task`;
  /// - any other table: a row a ranking, first item first; empty fields at the end are passed over. A
  ///   head of `rank 1,rank 2` is passed over; columns `count` and `task` in it are read.
  ///
  /// A fault names its line.
  public static func read(
    csv text: String, file: String
  ) throws(AnnotationError) -> [NamedRanking]? {
    let table = try CSVTable(text, file: file)
    guard let first = table.rows.first else {
      throw AnnotationError(
        file: file, step: "read the rankings", reason: "the table is empty",
        advice: "give a row a ranking")
    }
    let reader = NamedRankingTable(
      file: file, head: first.fields.map { $0.lowercased().filter { !$0.isWhitespace } })
    let body = Array(table.rows.dropFirst())
    if let before = reader.column("winner", "before"), let after = reader.column("loser", "after") {
      return try reader.pairs(body, before, after)
    }
    if let item = reader.column("item", "step", "label", "action"),
      let ranking = reader.column("ranking", "sequence", "video", "demonstration", "name", "id")
    {
      guard let rank = reader.column("rank", "place", "position") else { return nil }
      return try reader.places(body, item: item, ranking: ranking, rank: rank)
    }
    // The steps of one demonstration, with their times.
    if reader.column("step", "label", "action") != nil, reader.column("start") != nil { return nil }
    return try reader.rows(reader.hasHead ? body : table.rows)
  }
}

/// Reads the rows of a table of rankings.
private struct NamedRankingTable {
  let file: String
  let head: [String]

  func column(_ names: String...) -> Int? {
    names.lazy.compactMap { head.firstIndex(of: $0) }.first
  }

  private func fault(_ line: Int, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the rankings", place: "line \(line)", reason: reason,
      advice: "correct that line")
  }

  private static let words: Set = ["count", "task"]

  /// Whether every field of the first line is `rank 1` or the like, `count` or `task`, and one is a
  /// place.
  var hasHead: Bool {
    let places = head.filter { field in
      ["rank", "place", "step", "item"].contains { word in
        field.hasPrefix(word) && Int(field.dropFirst(word.count)) != nil
      }
    }
    return !places.isEmpty
      && head.allSatisfy { $0.isEmpty || places.contains($0) || Self.words.contains($0) }
  }

  func pairs(
    _ rows: [CSVTable.Row], _ before: Int, _ after: Int
  ) throws(AnnotationError) -> [NamedRanking] {
    var found: [NamedRanking] = []
    for row in rows {
      var pair = try ranking(row)
      pair.places = [
        [try text(row, before, "the first item")], [try text(row, after, "the second item")],
      ]
      found.append(pair)
    }
    if found.isEmpty { throw fault(1, "there is no row below the head") }
    return found
  }

  func places(
    _ rows: [CSVTable.Row], item: Int, ranking: Int, rank: Int
  ) throws(AnnotationError) -> [NamedRanking] {
    var found: [NamedRanking] = []
    var entries: [[(rank: Double, item: String)]] = []
    var known: [[String]: Int] = [:]
    for row in rows {
      let start = try self.ranking(row)
      let key = [start.task ?? "", try text(row, ranking, "the ranking")]
      let place = known[key] ?? found.count
      if place == found.count {
        known[key] = place
        found.append(start)
        entries.append([])
      }
      entries[place].append((try number(row, rank), try text(row, item, "the item")))
    }
    if found.isEmpty { throw fault(1, "there is no row below the head") }
    for index in found.indices {
      let ranks = Set(entries[index].map(\.rank)).sorted()
      found[index].places = ranks.map { rank in
        entries[index].filter { $0.rank == rank }.map(\.item)
      }
    }
    return found
  }

  func rows(_ rows: [CSVTable.Row]) throws(AnnotationError) -> [NamedRanking] {
    let isTold = hasHead
    let skipped = isTold ? [column("count"), column("task")].compactMap { $0 } : []
    var found: [NamedRanking] = []
    found.reserveCapacity(rows.count)
    for row in rows {
      var ranking =
        isTold ? try ranking(row) : NamedRanking(places: [], origin: "line \(row.line)")
      var fields = row.fields
      while fields.last?.isEmpty == true { fields.removeLast() }
      for (index, field) in fields.enumerated() where !skipped.contains(index) {
        if field.isEmpty { throw fault(row.line, "field \(index + 1) is empty") }
        ranking.places.append([field])
      }
      if ranking.places.isEmpty { throw fault(row.line, "the ranking is empty") }
      found.append(ranking)
    }
    if found.isEmpty { throw fault(1, "there is no ranking") }
    return found
  }

  /// A ranking with the count and the task of a row.
  private func ranking(_ row: CSVTable.Row) throws(AnnotationError) -> NamedRanking {
    var ranking = NamedRanking(places: [], origin: "line \(row.line)")
    if let column = column("count") {
      ranking.count = try number(row, column)
      if ranking.count <= 0 { throw fault(row.line, "the count should be above 0") }
    }
    if let column = column("task") { ranking.task = try text(row, column, "the task") }
    return ranking
  }

  private func text(
    _ row: CSVTable.Row, _ column: Int, _ name: String
  ) throws(AnnotationError) -> String {
    guard column < row.fields.count, !row.fields[column].isEmpty else {
      throw fault(row.line, "\(name) is missing")
    }
    return row.fields[column]
  }

  private func number(_ row: CSVTable.Row, _ column: Int) throws(AnnotationError) -> Double {
    let text = column < row.fields.count ? row.fields[column].filter { $0 != " " } : ""
    guard let number = Double(text), number.isFinite else {
      throw fault(row.line, "\"\(text)\" should be a number")
    }
    return number
  }
}
