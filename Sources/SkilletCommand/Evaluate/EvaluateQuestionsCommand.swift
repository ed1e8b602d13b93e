internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate questions`: a model's answers to multiple-choice questions.
struct EvaluateQuestionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Accuracy by skill, logic, steps and difficulty, and what is missing.",
    discussion: """
      ANSWERS is JSON Lines, a row a question: {"key": …, "response": "B"}, or lmms-eval's sample \
      log. A response is searched for its letter as PerceptionComp does; one that names no choice is \
      wrong, never guessed, and so is a question without an answer. Where the model was asked for \
      the steps, "steps": {"s1": "the pan", …} tells where it went wrong first. Intervals resample \
      videos. --profile-out writes how often each skill fails, for `skillet questions generate \
      --profile`.
      """)

  @Argument(help: "The model's answers: JSON Lines; - is standard input.", completion: .file())
  var answers: String

  @Option(help: "The questions document that was asked.", completion: .file())
  var questions: String

  @Flag(help: "Leave out questions without an answer, as after a run with a limit.")
  var onlyAnswered = false

  @Option(help: "Write the missing-skill profile to this file.", completion: .file())
  var profileOut: String?

  @Flag(help: "Replace the profile of an earlier run.")
  var force = false

  @OptionGroup var draws: DrawOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let output = try ResultFiles([profileOut], replaces: force)
      let result = try AnswerEvaluation(
        answers: answers, questions: questions, onlyAnswered: onlyAnswered,
        bootstrap: draws.settings)
      common.notes(result.notes)
      try output.write([try result.report.profile.json.text()])
      print(draws.json ? try result.report.json.text() : result.report.text, terminator: "")
    }
  }
}
