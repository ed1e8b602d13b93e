internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet validate`: what is wrong with a file of annotations.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks annotations of any format: one line a fault, with its place.",
    discussion: """
      Checked are the structure, intervals that overlap or leave gaps where the format forbids it, \
      labels that the mapping lacks, and with --video frames and times that the decoded video does \
      not have. Ends with 65 where there is a fault.
      """)

  @Argument(help: "A file, a folder, or - for standard input.", completion: .file())
  var input: String

  @Option(help: "The format, where it cannot be told.")
  var from: String?

  @OptionGroup(title: "Frames and times") var timing: TimingOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    var isValid = true
    try common.run { interruption in
      let bar = common.progressBar("counting frames")
      defer { bar.finish() }
      let validation = try Validation(
        AnnotationInput(input, format: from), frames: timing.source, interruption: interruption
      ) { bar.update(done: $0, expected: $1, unit: "frames") }
      bar.finish()
      isValid = validation.faults.isEmpty
      if json { return print(try validation.json.text(), terminator: "") }
      for fault in validation.faults { print(fault.line.printable) }
      if isValid { print(validation.summary.printable) }
    }
    if !isValid { throw ExitCode(65) }
  }
}
