internal import Annotations
internal import Foundation
internal import Tournaments

/// Votes and rounds read from files, to be added to a tournament as a whole.
///
/// Read are evalica's `left,right,winner`, ProSkill's `winner,loser,goal->subgoal` and
/// `rounds/*.yaml`, the ledger that `skillet rate export` writes, and folders such as a release of
/// ProSkill's.
public struct VoteImport: Sendable {
  private var votes = ForeignVotes()

  /// What was added.
  public struct Sum: Sendable {
    let sum: ForeignVotes.Sum

    /// One line for people.
    public var text: String {
      func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
      }
      return "imported " + count(sum.judgements, "judgement") + "; new: "
        + count(sum.rounds, "round") + ", " + count(sum.pairs, "pair") + ", "
        + count(sum.clips, "clip")
    }

    /// One JSON document.
    public func jsonText() throws(SkilletError) -> String {
      try document([
        JSONMember("schema", .string("skillet.import/1")),
        JSONMember("judgements", .integer(Int64(sum.judgements))),
        JSONMember("rounds", .integer(Int64(sum.rounds))),
        JSONMember("pairs", .integer(Int64(sum.pairs))),
        JSONMember("clips", .integer(Int64(sum.clips))),
      ])
    }
  }

  /// Reads files; `-` is standard input, a CSV.
  ///
  /// - Parameters:
  ///   - skill: the skill of rows that name none.
  ///   - judge: how judges are called who are not named; the first file's name without it.
  ///   - adds: whether unknown skills, clips and pairs are taken in.
  /// - Throws: `SkilletError` with the file and the line that cannot be read.
  public init(
    _ paths: [String], skill: String? = nil, judge: String? = nil, adds: Bool = false
  ) throws(SkilletError) {
    guard let first = paths.first else { throw SkilletError(.usage, "no file is named") }
    votes.addsUnknown = adds
    let name = URL(fileURLWithPath: first).deletingPathExtension().lastPathComponent
    votes.judge = judge ?? (first == "-" ? "import" : name)
    for path in paths {
      for file in try Self.files(path) { try read(file, skill: skill) }
    }
  }

  /// Adds everything to a tournament, or nothing.
  public func add(to tournament: RatingTournament) throws(SkilletError) -> Sum {
    do {
      return Sum(sum: try tournament.file.add(votes))
    } catch {
      throw SkilletError(error)
    }
  }

  /// The file, or what a folder holds of a release: rounds first, then votes.
  private static func files(_ path: String) throws(SkilletError) -> [String] {
    if path == "-" { return [path] }
    switch OutputPlace.kind(of: path) {
    case .absent: throw SkilletError(.noInput, "\(path): there is no such file or folder")
    case .file: return [path]
    case .folder: break
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    func entries(_ folder: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
    let rounds = entries(base + "rounds").filter { isYAML($0) }.sorted {
      (ProSkillRounds.number(of: $0) ?? 0, $0) < (ProSkillRounds.number(of: $1) ?? 0, $1)
    }.map { base + "rounds/" + $0 }
    let votes = ["train.txt", "val.txt", "test.txt"].map { base + $0 }.filter {
      OutputPlace.kind(of: $0) == .file
    }
    guard !(rounds + votes).isEmpty else {
      throw SkilletError(
        .noInput, "\(path): the folder holds neither rounds/*.yaml nor train.txt, val.txt, test.txt"
      )
    }
    return rounds + votes
  }

  private static func isYAML(_ path: String) -> Bool {
    ["yaml", "yml"].contains(URL(fileURLWithPath: path).pathExtension.lowercased())
  }

  private mutating func read(_ path: String, skill: String?) throws(SkilletError) {
    let text = try StandardInput.text(of: path)
    if Self.isYAML(path) {
      votes.rounds += try ProSkillRounds.read(text, file: path)
      return
    }
    if RoundTable.isOne(text) { return try readPairs(text, path, skill: skill) }
    let table: VoteTable
    do { table = try VoteTable(text, file: path) } catch { throw SkilletError(error) }
    for row in table.rows {
      guard let verdict = Verdict(rawValue: row.winner) else { continue }
      var vote = ForeignVotes.Vote(
        place: "\(path): line \(row.line)", skill: row.skill ?? skill, left: row.left,
        right: row.right, verdict)
      vote.judge = row.judge
      vote.time = row.time
      (vote.file, vote.key, vote.replaces) = (path, row.judgement, row.replaces)
      votes.votes.append(vote)
    }
  }

  /// Rounds from a table: rows of one skill and round make a round, in the order of the file.
  private mutating func readPairs(
    _ text: String, _ path: String, skill: String?
  ) throws(SkilletError) {
    struct Key: Hashable { var skill: String?, round: Int? }
    let table: RoundTable
    do { table = try RoundTable(text, file: path) } catch { throw SkilletError(error) }
    var places: [Key: Int] = [:]
    for row in table.rows {
      let key = Key(skill: row.skill ?? skill, round: row.round)
      // Pairs of no round may have any clips, each on its own.
      if places[key] == nil || key.round == nil {
        places[key] = votes.rounds.count
        votes.rounds.append(
          ForeignVotes.Round(
            place: "\(path): line \(row.line)", skill: key.skill, number: key.round))
      }
      votes.rounds[places[key] ?? 0].pairs.append(
        ForeignVotes.Pair(left: row.left, right: row.right))
    }
  }
}
