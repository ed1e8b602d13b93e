internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet questions generate`: five-choice questions, each proved valid.
struct QuestionsGenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Writes five-choice questions about videos, each proved valid.",
    discussion: """
      Reads facts documents, or annotations as `skillet questions facts` does. A solver shows for \
      each question that it has one answer, that no condition is superfluous and that no window of \
      --window seconds is enough; the key is balanced, and rules that see only the text are \
      measured until they do no better than guessing. Where the facts do not give --count \
      questions, it writes those that they give, says why, and ends with 2.
      """)

  @Argument(help: "Facts documents, or files or folders of annotations.", completion: .file())
  var facts: [String]

  @Option(name: [.short, .long], help: "Write the questions to this file.")
  var out: String

  @OptionGroup(title: "What they are like") var drawing: DrawingOptions

  @OptionGroup(title: "What the files do not say") var reading: FactsOptions

  @Flag(help: "Replace a file that exists.")
  var force = false

  @Flag(help: "Print the figures as one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let output = try TextOutput(path: out, replaces: force)
      let settings = try drawing.settings()
      let making = QuestionMaking(facts: try reading.facts(facts).document, settings: settings)
      try output.write(try making.text())
      print(json ? try making.json.text() : making.summary, terminator: "")
      common.note("wrote \(output.path)")
      if making.isShort { throw ExitCode(2) }
    }
  }
}
