public import Annotations
internal import Assessment
internal import LinearAlgebra

/// What an assessor learns from: clips, and which of two is better.
public struct AssessmentPairs: Sendable {
  /// The clips that pairs name.
  public var clips: [ClipList.Clip]
  /// The pairs, with indices into the clips; repeated judgements are added up.
  var pairs: [JudgedPair]
  /// The file that they came from.
  var file: String

  /// Pairs of a skill that are taken from reference scores, at most; more are drawn from all.
  static let mostOfSkill = 50_000

  /// Reads pairs (CSV, or the votes of a tournament), or makes them from the reference scores of a
  /// list (an index, or CSV).
  ///
  /// - Parameters:
  ///   - path: a table of pairs, a tournament, or a list of items with scores.
  ///   - folder: where the clips lie; without it beside the file.
  ///   - items: skill, group and performer of the clips that pairs name.
  ///   - seed: which pairs are drawn where a skill has too many.
  public init(
    _ path: String, clips folder: String?, items: RatedItems? = nil, seed: UInt64 = 1
  ) throws(SkilletError) {
    file = path
    (clips, pairs) = ([], [])
    if RatingTournament.isOne(path) {
      (clips, pairs) = try Self.tournament(path, clips: folder)
      try check()
      return
    }
    let text = try AnnotationFiles.text(of: path)
    let beside = path.split(separator: "/").dropLast().joined(separator: "/")
    let around = path.hasPrefix("/") ? "/" + beside : beside.isEmpty ? "." : beside
    let files = try ClipFolder(folder ?? around)
    do throws(AnnotationError) {
      if PairTable.isOne(text) {
        try take(try PairTable(text, file: path), files, items)
      } else {
        try take(try RatedItems(text, file: path), files, seed)
      }
    } catch {
      throw error.step == Self.passedOn
        ? SkilletError(.noInput, error.reason) : SkilletError(error)
    }
    try check()
  }

  /// Marks a fault that is already a whole line.
  private static let passedOn = "passed on"

  private mutating func take(
    _ table: PairTable, _ files: ClipFolder, _ items: RatedItems?
  ) throws(AnnotationError) {
    let known = Dictionary((items?.items ?? []).map { ($0.name, $0) }) { first, _ in first }
    var places: [String: Int] = [:]
    var votes: [[Int]: (left: Double, all: Double)] = [:]
    var order: [[Int]] = []
    for row in table.rows {
      var ends: [Int] = []
      for name in [row.left, row.right] {
        if let place = places[name] {
          ends.append(place)
          if clips[place].skill == nil { clips[place].skill = row.skill }
        } else {
          let item = known[name]
          let path: String
          do {
            path = try files.path(name, written: item?.written ?? name)
          } catch {
            throw AnnotationError(
              file: file, step: Self.passedOn, reason: "\(file): line \(row.line): \(error)")
          }
          places[name] = clips.count
          ends.append(clips.count)
          clips.append(
            ClipList.Clip(
              name: name, path: path, skill: item?.skill ?? row.skill, group: item?.group,
              performer: item?.performer))
        }
      }
      let (first, second) = (clips[ends[0]].skill, clips[ends[1]].skill)
      if let first, let second, first != second {
        throw AnnotationError(
          file: file, step: "read pairs", place: "line \(row.line)",
          reason: "\(row.left) shows \(first) and \(row.right) \(second)",
          advice: "judge clips of one skill against each other")
      }
      let isTurned = ends[0] > ends[1]
      let key = isTurned ? [ends[1], ends[0]] : ends
      if votes[key] == nil { order.append(key) }
      votes[key, default: (0, 0)].left +=
        row.weight * (isTurned ? 1 - row.leftShare : row.leftShare)
      votes[key, default: (0, 0)].all += row.weight
    }
    for key in order {
      guard let vote = votes[key] else { continue }
      pairs.append(
        JudgedPair(
          left: key[0], right: key[1], leftShare: Float(min(1, vote.left / vote.all)),
          weight: Float(vote.all)))
    }
  }

  /// All pairs of a skill whose reference scores differ.
  private mutating func take(
    _ list: RatedItems, _ files: ClipFolder, _ seed: UInt64
  ) throws(AnnotationError) {
    let scored = list.items.filter { $0.score != nil }
    guard !scored.isEmpty else {
      throw AnnotationError(
        file: file, step: "read reference scores", reason: "no clip has one",
        advice: "give a column score or quality, or a table winner,loser")
    }
    for item in scored {
      do {
        clips.append(try files.clip(item, in: file))
      } catch {
        throw AnnotationError(file: file, step: Self.passedOn, reason: "\(error)")
      }
    }
    let skills = Dictionary(grouping: clips.indices) { clips[$0].skill ?? "" }
    var generator = SplitMix64(seed: seed)
    func add(_ i: Int, _ j: Int) {
      guard let a = scored[i].score, let b = scored[j].score, a != b else { return }
      pairs.append(
        JudgedPair(left: min(i, j), right: max(i, j), leftShare: (i < j) == (a > b) ? 1 : 0))
    }
    for skill in skills.keys.sorted() {
      let members = skills[skill] ?? []
      if members.count * (members.count - 1) / 2 <= Self.mostOfSkill {
        for (place, i) in members.enumerated() {
          for j in members[(place + 1)...] { add(i, j) }
        }
      } else {
        for _ in 0..<Self.mostOfSkill {
          let i = generator.next(below: members.count)
          let j = (i + 1 + generator.next(below: members.count - 1)) % members.count
          add(members[i], members[j])
        }
      }
    }
  }

  /// Refuses what nothing can be learned from.
  private func check() throws(SkilletError) {
    guard !clips.isEmpty else {
      throw SkilletError(
        .badData, "\(file): nobody has voted in it yet; an assessor learns from judged pairs")
    }
    guard clips.count > 1 else {
      throw SkilletError(
        .badData, "\(file): it names one clip; an assessor learns from pairs of clips")
    }
    guard pairs.contains(where: { $0.leftShare != 0.5 }) else {
      throw SkilletError(
        .badData,
        "\(file): every pair is judged as often one way as the other (or every score is the same); "
          + "there is nothing to learn from")
    }
  }
}
