internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet rate record`: an answer into the ledger.
struct RateRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Records a judge's answer to a pair.",
    discussion: """
      The line that it prints is the acknowledgement: what it names is on the disk and survives a \
      kill or a power cut. Answers are never changed: --correct adds a row that stands in place of \
      the judge's earlier answer, withdraw takes it back. With - for PAIR, lines PAIR,ANSWER or \
      PAIR,ANSWER,JUDGE are read from standard input and acknowledged one by one.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Argument(help: "The pair's number, as `skillet rate next` lists it; - for standard input.")
  var pair: String

  @Argument(help: "left, right, tie, skip (cannot tell) or withdraw.")
  var answer: String?

  @Option(help: "Who says so.")
  var judge: String?

  @Flag(help: "Stand in place of the judge's earlier answer.")
  var correct = false

  @Flag(help: "The judge is a program.")
  var program = false

  @Flag(help: "Print each acknowledgement as a line of JSON.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if judge == "" { throw ValidationError("--judge is a name") }
    if pair == "-" {
      if answer != nil { throw ValidationError("with - the answers come from standard input") }
      return
    }
    guard Int64(pair) != nil else { throw ValidationError("\"\(pair)\" is no number of a pair") }
    guard let answer, RatingTournament.verdicts.contains(answer) else {
      throw ValidationError(
        "the answer is one of \(RatingTournament.verdicts.joined(separator: ", "))")
    }
    if judge == nil { throw ValidationError("--judge NAME says who judged") }
  }

  func run() throws {
    try common.reportingFaults {
      let opened = try RatingTournament(opening: tournament, reads: false)
      if pair == "-" { return try recordLines(opened) }
      try acknowledge(
        opened.record(
          answer ?? "", pair: Int64(pair) ?? 0, judge: judge ?? "", corrects: correct,
          isProgram: program))
    }
  }

  /// Reads answers to the end of the input; those that cannot be recorded are passed over.
  private func recordLines(_ opened: RatingTournament) throws {
    var (number, refused) = (0, 0)
    while let line = readLine() {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        try acknowledge(
          opened.record(line: line, judge: judge, corrects: correct, isProgram: program))
      } catch {
        guard error.code == .badData else { throw error }
        printError("skillet: line \(number): \(error.description)")
        refused += 1
      }
    }
    if refused > 0 { throw ExitCode(2) }
  }

  private func acknowledge(_ recorded: RatingTournament.Recorded) throws(SkilletError) {
    print(json ? try recorded.jsonText() : recorded.text)
    guard fflush(nil) == 0 else {
      throw SkilletError(.cannotWrite, "standard output: cannot write")
    }
  }
}
