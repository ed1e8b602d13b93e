internal import Annotations
internal import ArgumentParser
internal import Frames
internal import Skillet

/// `skillet questions facts`: what annotations say of videos, as facts.
struct QuestionsFactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Gathers facts about videos from annotations of many formats.",
    discussion: """
      Reads segments documents, COIN, CaptainCook4D, CrossTask's and EPIC-KITCHENS' CSV, a label a \
      frame as MS-TCN writes them (with --rate), the simulators' logs, facts documents, and every other \
      format with labels that `skillet convert` reads (ELAN, VIA, CVAT, Label Studio, WebVTT, …); folders \
      stand for the files within, - for standard input. A video is measured: \
      brightness, main colour, motion, stillness, shots. Facts of one video come together. Ends with \
      65 where they contradict each other or lie outside their video.
      """)

  @Argument(help: "Files or folders of annotations.", completion: .file())
  var annotations: [String]

  @Option(name: [.short, .long], help: "Write the facts to this file instead of standard output.")
  var out: String?

  @OptionGroup(title: "What the files do not say") var reading: FactsOptions

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let output = try out.map { try TextOutput(path: $0, replaces: force) }
      let facts = try reading.facts(annotations)
      guard let output else { return print(try facts.text(), terminator: "") }
      try output.write(try facts.text())
      print(facts.summary, terminator: "")
      common.note("wrote \(output.path)")
    }
  }
}

/// What annotations leave open.
struct FactsOptions: ParsableArguments {
  @Option(
    help: "Frames a second of files with a label a frame, such as 30 or 30000/1001.",
    transform: { text in
      guard let rate = Rational(text), rate.numerator > 0 else {
        throw ValidationError("should be frames a second, such as 30 or 30000/1001")
      }
      return rate
    })
  var rate: Rational?

  @Option(
    help: "Who acts, where no file says it: person, robot or game.",
    transform: { text in
      guard let scene = Annotations.DescribedVideo.Scene(rawValue: text) else {
        throw ValidationError("should be person, robot or game")
      }
      return scene
    })
  var scene: Annotations.DescribedVideo.Scene?

  /// Gathers the facts of files.
  func facts(_ paths: [String]) throws -> FactsGathering {
    try FactsGathering(paths, rate: rate, scene: scene)
  }
}
