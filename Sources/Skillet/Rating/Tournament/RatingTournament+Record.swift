internal import Annotations
internal import Tournaments

extension RatingTournament {
  /// An answer that stands in the ledger.
  public struct Recorded: Sendable, Hashable {
    /// Its row.
    public let judgement: Int64
    /// The pair's number.
    public let pair: Int64
    /// The answer, as the pair's own sides.
    public let verdict: String
    /// Who gave it.
    public let judge: String
    /// The row that it corrects.
    public let replaces: Int64?

    /// One line for people.
    public var text: String {
      "judgement \(judgement): pair \(pair) \(verdict), by \(judge.printable)"
        + (replaces.map { ", in place of judgement \($0)" } ?? "")
    }

    /// One JSON document on one line.
    public func jsonText() throws(SkilletError) -> String {
      try document(
        [
          JSONMember("judgement", .integer(judgement)), JSONMember("pair", .integer(pair)),
          JSONMember("verdict", .string(verdict)), JSONMember("judge", .string(judge)),
          JSONMember("replaces", replaces.map { .integer($0) } ?? .null),
        ], .compact)
    }
  }

  /// The words for an answer on the command line.
  public static let verdicts = ["left", "right", "tie", "skip", "withdraw"]

  static func verdict(_ word: String) -> Verdict? {
    switch word {
    case "skip": .skipped
    case "withdraw": .withdrawn
    default: Verdict(rawValue: word)
    }
  }

  /// Records an answer; when this returns, the disk has it.
  ///
  /// - Parameters:
  ///   - word: one of ``verdicts``, as the pair's own sides; `withdraw` takes an answer back.
  ///   - pair: the pair's number.
  ///   - judge: who says so.
  ///   - corrects: whether it stands in place of an earlier answer.
  ///   - isProgram: whether a new judge is a program.
  public func record(
    _ word: String, pair: Int64, judge: String, corrects: Bool = false, isProgram: Bool = false
  ) throws(SkilletError) -> Recorded {
    guard let verdict = Self.verdict(word) else {
      throw SkilletError(
        .badData, "\"\(word)\" is no answer; say \(Self.verdicts.joined(separator: ", "))")
    }
    var answer = Tournament.Answer(pair: pair, verdict, judge: judge)
    answer.corrects = corrects || verdict == .withdrawn
    answer.kind = isProgram ? .program : .person
    return try record(answer)
  }

  func record(_ answer: Tournament.Answer) throws(SkilletError) -> Recorded {
    do {
      let row = try file.record(answer)
      return Recorded(
        judgement: row.id, pair: row.pair, verdict: row.verdict.rawValue, judge: answer.judge,
        replaces: row.replaces)
    } catch {
      throw SkilletError(error)
    }
  }

  /// Records an answer written as `PAIR,ANSWER[,JUDGE]`, as `skillet rate record T -` reads them.
  public func record(
    line: String, judge: String?, corrects: Bool = false, isProgram: Bool = false
  ) throws(SkilletError) -> Recorded {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 2 || fields.count == 3, let pair = Int64(fields[0]) else {
      throw SkilletError(.badData, "\"\(line.printable)\" is no PAIR,ANSWER or PAIR,ANSWER,JUDGE")
    }
    guard let judge = fields.count == 3 ? fields[2] : judge else {
      throw SkilletError(.badData, "it names no judge; add one, or give --judge NAME")
    }
    return try record(
      fields[1], pair: pair, judge: judge, corrects: corrects, isProgram: isProgram)
  }
}
