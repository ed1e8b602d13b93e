internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet questions lint`: what is wrong with a set of questions, whoever made it.
struct QuestionsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Checks a set of multiple-choice questions, whoever made it.",
    discussion: """
      Reads Skillet's own documents, PerceptionComp's JSON, rows of lmms-eval tasks, Video-MME, \
      MVBench, EgoSchema, EgoTaskQA, HD-EPIC and LongVideoBench (JSON or JSON Lines), NExT-QA's CSV \
      and VLMEvalKit's TSV, told apart by their content. Reports how often each letter is right, \
      repeated texts, answers that disagree with the choices, wrong numbers of choices, and what \
      rules reach that never see the video. Ends with 65 where there are faults.
      """)

  @Argument(help: "The questions; - is standard input.", completion: .file())
  var file: String

  @Option(help: "The seed of the text classifier.")
  var seed: UInt64 = 0

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let linting = try QuestionLinting(file, seed: seed)
      print(json ? try linting.json.text() : linting.text, terminator: "")
      if !linting.isSound { throw ExitCode(SkilletError.Code.badData.rawValue) }
    }
  }
}
