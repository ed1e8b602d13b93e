internal import ArgumentParser
internal import Skillet

/// `skillet order clips`: in which order clips belong.
struct OrderClipsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clips", abstract: "Says in which order clips belong, and how sure it is.",
    discussion: """
      Gives the most probable order under Plackett and Luce's model of the scores, its probability, \
      for each pair the probability that one comes before the other, and the neighbours that may be \
      swapped. A video is a clip; of a segments document, or of true segments as simulators write \
      them beside a video, each segment is one. There is no model for \
      every purpose: train one with `skillet train ordering VIDEOS --out O.safetensors`.
      """)

  @Argument(help: "Videos or segments documents, or folders of them; two clips at least.")
  var clips: [String]

  @Option(help: "The model that `skillet train ordering` wrote.", completion: .file())
  var ordering: String?

  @Option(help: "Neighbours whose precedence is less probable than this may be swapped.")
  var swap = 0.75

  @Option(help: "Look for the videos of documents in this folder first.", completion: .directory)
  var videos: String?

  @Option(help: "Threads.")
  var jobs = 2

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if !(0.5...1).contains(swap) { throw ValidationError("--swap lies in 0.5...1") }
    if !(1...256).contains(jobs) { throw ValidationError("--jobs lies in 1...256") }
  }

  func run() throws {
    try common.run { interruption in
      guard let ordering else { throw SkilletError.noOrderingModel }
      let model = try OrderingModel(path: ordering)
      let sources = try OrderedSource.clips(clips, videos: videos)
      let bar = common.progressBar("ordering")
      defer { bar.finish() }
      let order = try ClipOrder(
        sources, model: model, file: ordering, swapLimit: swap, jobs: jobs,
        interruption: interruption
      ) { bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit) }
      bar.finish()
      print(json ? try order.jsonText() : order.text)
    }
  }
}
