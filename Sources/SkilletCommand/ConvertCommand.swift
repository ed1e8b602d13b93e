internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet convert`: annotations from one format into another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Converts annotations from one format into another and says what is lost.",
    discussion: """
      The format of IN is told from its content. Formats that count frames and formats that count \
      time are converted exactly: by the time stamps of --video, or by an exact --rate. A format \
      that holds one video a file writes a folder for several.

      \(FormatTable.text)
      """)

  @Argument(help: "A file, a folder, or - for standard input.", completion: .file())
  var input: String

  @Option(help: "The format to write.")
  var to: String

  @Option(help: "The format of IN, where it cannot be told.")
  var from: String?

  @Option(
    name: [.short, .long],
    help: "The file or, where several are written, the folder; by default standard output.")
  var out: String?

  @OptionGroup(title: "Frames and times") var timing: TimingOptions

  @Option(help: "Rename labels: CSV or YAML with old and new names.", completion: .file())
  var labels: String?

  @Option(help: "Write this tier alone; a target without tiers takes the first.")
  var tier: String?

  @Flag(help: "Refuse where the target cannot hold everything.")
  var strict = false

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(help: "Print a JSON summary; needs --out.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if json, (out ?? "-") == "-" { throw ValidationError("--json needs --out FILE") }
  }

  func run() throws {
    try common.run { interruption in
      var settings = Conversion.Settings(try AnnotationInput(input, format: from), to: to)
      settings.frames = try timing.source
      settings.labels = labels
      settings.tier = tier
      settings.isStrict = strict
      let bar = common.progressBar("counting frames")
      defer { bar.finish() }
      let conversion = try Conversion(settings, interruption: interruption) {
        bar.update(done: $0, expected: $1, unit: "frames")
      }
      bar.finish()
      for note in conversion.notes { common.note("skillet: \(note)") }
      if let line = conversion.lossLine { common.note("skillet: \(line)") }
      guard let out, out != "-" else { return print(try conversion.text(), terminator: "") }
      let written = try conversion.write(to: out, replaces: force)
      if json { return print(try conversion.summary(written: written).text(), terminator: "") }
      if written.count > 20 { return print("wrote \(written.count) files into \(out.printable)") }
      for path in written { print("wrote \(path.printable)") }
    }
  }
}
