public import Annotations
internal import Foundation

/// The scores of clips, as a table, CSV or JSON.
public struct ClipScores: Sendable {
  /// One clip.
  public struct Row: Sendable, Hashable {
    /// The clip.
    public var clip: ClipList.Clip
    /// The score as the model gives it.
    public var raw: Double
    /// Deviations from the mean over the clips of the skill; nil where there are fewer than two, or
    /// all have the same score.
    public var standard: Double?
    /// The place among the clips of the skill, from 1, the best; equal scores share the best place.
    public var rank: Int
    /// Frames that were looked at, and the mean motion in them.
    public var frames: Int
    /// Mean absolute change from picture to picture, in codes.
    public var motion: Double
    /// The fold whose assessor, which did not learn from the clip, gave the score.
    public var fold: Int?
  }

  /// The clips, in their order.
  public var rows: [Row]
  /// What gave the scores.
  public var method: String
  /// How much of each clip was looked at.
  public var length: AssessedLength
  /// The seed of the model.
  public var seed: UInt64

  init(
    _ clips: [ClipList.Clip], _ scores: [Double], _ measured: ClipMeasurements,
    folds: [Int]? = nil, method: String, seed: UInt64
  ) {
    self.method = method
    self.seed = seed
    length = measured.length
    rows = clips.indices.map { i in
      Row(
        clip: clips[i], raw: scores[i], standard: nil, rank: 1, frames: measured.clips[i].frames,
        motion: measured.clips[i].motion, fold: folds?[i])
    }
    // Scores of different folds are of different models: they are standardised apart.
    let skills = Dictionary(grouping: rows.indices) {
      "\(rows[$0].fold ?? 0)/\(rows[$0].clip.skill ?? "")"
    }
    for members in skills.values {
      let values = members.map { rows[$0].raw }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
      for i in members where deviation > 0 { rows[i].standard = (rows[i].raw - mean) / deviation }
      for i in members { rows[i].rank = 1 + values.count { $0 > rows[i].raw } }
    }
  }

  /// A row a clip: what people and `evaluate rating` read.
  public var csv: String {
    func quoted(_ text: String?) -> String {
      guard let text else { return "" }
      return text.contains { ",\"\r\n".contains($0) }
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    var lines = ["item,score,standard,rank,skill,group,performer,fold,frames,motion"]
    for row in rows {
      lines.append(
        [
          quoted(row.clip.name), Self.number(row.raw), row.standard.map(Self.number) ?? "",
          "\(row.rank)", quoted(row.clip.skill), quoted(row.clip.group),
          quoted(row.clip.performer), row.fold.map(String.init) ?? "", "\(row.frames)",
          Self.number(row.motion),
        ].joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One document: `method`, `length`, `seed` and `scores`.
  public var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return .object([
      JSONMember("method", .string(method)), JSONMember("length", .string(length.name)),
      JSONMember("pictures", length.count.map { .integer(Int64($0)) } ?? .null),
      JSONMember("seed", Int64(exactly: seed).map { .integer($0) } ?? .string("\(seed)")),
      JSONMember("version", .string(skilletVersion)),
      JSONMember(
        "scores",
        .array(
          rows.map { row in
            .object([
              JSONMember("item", .string(row.clip.name)),
              JSONMember("score", .number(row.raw)),
              JSONMember("standard", row.standard.map { .number($0) } ?? .null),
              JSONMember("rank", .integer(Int64(row.rank))),
              JSONMember("skill", text(row.clip.skill)), JSONMember("group", text(row.clip.group)),
              JSONMember("performer", text(row.clip.performer)),
              JSONMember("fold", row.fold.map { .integer(Int64($0)) } ?? .null),
              JSONMember("frames", .integer(Int64(row.frames))),
              JSONMember("motion", .number(row.motion)),
            ])
          })),
    ])
  }

  /// A table for people, the best of each skill first.
  public var text: String {
    let sorted = rows.sorted {
      ($0.clip.skill ?? "", $0.rank, $0.clip.name) < ($1.clip.skill ?? "", $1.rank, $1.clip.name)
    }
    let width = max(4, rows.map(\.clip.name.count).max() ?? 0)
    let skillWidth = max(5, rows.map { ($0.clip.skill ?? "–").count }.max() ?? 0)
    func cell(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    var lines = [
      "\(cell("skill", skillWidth))  rank  \(cell("clip", width))     score  standard  frames"
    ]
    for row in sorted {
      let standard = row.standard.map { String(format: "%8.2f", $0) } ?? "       –"
      lines.append(
        "\(cell(row.clip.skill ?? "–", skillWidth))  \(String(format: "%4d", row.rank))  "
          + "\(cell(row.clip.name.printable, width))  \(String(format: "%8.3f", row.raw))  \(standard)  "
          + String(format: "%6d", row.frames))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String { "\((value * 1e6).rounded() / 1e6)" }

  /// Writes the scores as CSV, or as JSON where the name ends so; whole or not at all.
  public func write(to path: String) throws(SkilletError) {
    do {
      let text = path.lowercased().hasSuffix(".json") ? try json.text() : csv
      try AtomicFile.write([(path, Array(text.utf8))])
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(path): cannot write the scores: \(error)")
    }
  }
}

extension AssessorModel {
  /// Scores clips.
  ///
  /// - Parameters:
  ///   - list: the clips.
  ///   - name: what the model is called in the result.
  ///   - jobs: threads.
  public func predict(
    _ list: ClipList, called name: String, jobs: Int = 2,
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> ClipScores {
    let measured = try ClipMeasurements(
      list.clips, length: settings.assessedLength ?? .whole, rate: settings.rate, jobs: jobs,
      interruption: interruption, progress: progress)
    return ClipScores(
      list.clips, scores(measured.clips), measured, method: "assessor \(name)",
      seed: settings.seed)
  }
}

extension AssessorModel {
  /// What a person should know before believing scores of these clips, a sentence each.
  public func notes(on list: ClipList) -> [String] {
    var notes: [String] = []
    if list.clips.count == 1 {
      notes.append("one clip alone has a score and nothing to compare it with")
    } else if list.clips.allSatisfy({ $0.skill == nil }) {
      notes.append("no skill is known: all clips are ranked as of one; name theirs with --items")
    }
    let known = Set(settings.training.skills)
    let strangers = Set(list.clips.compactMap(\.skill)).subtracting(known).sorted()
    if !known.isEmpty, let first = strangers.first {
      let rest = strangers.count > 1 ? " and \(strangers.count - 1) more" : ""
      notes.append("the assessor did not learn from clips of \(first.printable)\(rest)")
    }
    return notes
  }
}
