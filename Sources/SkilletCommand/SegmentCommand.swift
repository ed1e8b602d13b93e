internal import Annotations
internal import ArgumentParser
internal import Foundation
internal import Frames
internal import Skillet

/// `skillet segment`: cuts a video where the skill changes.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Cuts a video where the skill changes.",
    discussion: """
      Prints a table of segments and writes segments.json and signal.csv into a folder. Needs no \
      training, no weights and no network. Times are written 120 (frames), 2.5s, 500ms or \
      00:01:02.500.
      """)

  @Argument(help: "A local video file.", completion: .file())
  var video: String

  @OptionGroup(title: "What is cut") var cutting: CuttingOptions

  @OptionGroup(title: "Actions, for a model that was trained with them") var actions: ActionOptions

  @Option(help: "The folder for the results; by default the video's name with .skillet, here.")
  var out: String?

  @Option(
    help: "Further files, comma-separated: \(SegmentFormat.names). segments is always written.")
  var format: FormatList = FormatList(formats: [])

  @Flag(help: "Cut a clip for each segment, encoded anew, exact to the frame; sound is kept.")
  var clips = false

  @Flag(help: "With --clips: copy streams instead, from the key frame before each cut.")
  var copy = false

  @Flag(help: "Write report.html: one self-contained page with the curve and key frames.")
  var report = false

  @Flag(help: "Replace the files of an earlier run; those not written again are removed.")
  var force = false

  @Flag(help: "Print the segments document instead of the table.")
  var json = false

  @Flag(help: "Print one JSON line a segment instead of the table.")
  var jsonl = false

  @Flag(help: "Say what would be read and written, and stop.")
  var dryRun = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if copy, !clips { throw ValidationError("--copy needs --clips") }
    if json, jsonl { throw ValidationError("give --json or --jsonl, not both") }
    if out == "" || out == "-" {
      throw ValidationError("--out is a folder; --json and --jsonl go to standard output")
    }
  }

  func run() throws {
    try common.run { interruption in
      let settings = try cutting.settings()
      let outputs = makeOutputs()
      let stage = try outputs.stage()
      if dryRun { return try printPlan(outputs) }
      let start = ContinuousClock.now
      common.detail("reading \(video) with \(settings.threads) threads")
      let bar = common.progressBar("reading")
      defer { bar.finish() }
      let result = try segment(settings, interruption) {
        bar.update(done: $0, expected: $1, unit: "frames")
      }
      let frames = result.document.video.frames
      common.detail("read \(frames) frames in \(elapsed(start)) s; writing \(outputs.folder)")
      let written = try outputs.write(result, to: stage, interruption: interruption) {
        bar.update(done: $1, expected: $2, unit: $0)
      }
      bar.finish()
      common.detail("done after \(elapsed(start)) s")
      warn(result.document)
      try printResult(result, written)
    }
  }

  private func segment(
    _ settings: SegmentSettings, _ interruption: Interruption, progress: (Int, Int?) -> Void
  ) throws -> SegmentResult {
    guard let model = try cutting.modelSettings(actions.source) else {
      return try SegmentResult(
        video, settings: settings, interruption: interruption, progress: progress)
    }
    return try SegmentResult(
      video, settings: model, interruption: interruption,
      note: { common.note("skillet: note: \($0)") }, progress: progress)
  }

  /// Says what is strange about the video, and where fewer boundaries were found than asked for.
  private func warn(_ document: SegmentsDocument) {
    for fault in document.video.faults { common.note("skillet: warning: \(video): \(fault)") }
    let found = document.segments.count - 1
    if let count = cutting.count, found < count {
      common.note(
        "skillet: warning: \(video): only \(found) of \(count) boundaries could be placed; "
          + (cutting.hasModel
            ? "the model keeps them apart" : "a shorter --min-length leaves room for more"))
    }
  }

  private func elapsed(_ start: ContinuousClock.Instant) -> String {
    let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func printPlan(_ outputs: SegmentOutputs) throws {
    try Inspection.checkHeader(video)
    print("would read \(video.printable) and write")
    for path in outputs.paths { print("  \(path.printable)") }
  }

  private func makeOutputs() -> SegmentOutputs {
    let stem = URL(fileURLWithPath: video).deletingPathExtension().lastPathComponent
    var outputs = SegmentOutputs(folder: out ?? "\(stem).skillet")
    outputs.formats = format.formats
    outputs.report = report
    outputs.clips = clips ? (copy ? .copied : .exact) : nil
    outputs.replaces = force
    outputs.command = ["skillet"] + CommandLine.arguments.dropFirst()
    return outputs
  }

  private func printResult(_ result: SegmentResult, _ written: [String]) throws {
    let files = ["wrote"] + written.map { "  \($0.printable)" }
    if json || jsonl { for line in files { common.note(line) } }
    if json { return print(try result.document.text(), terminator: "") }
    if jsonl { return print(try result.document.segmentLines().joined(separator: "\n")) }
    print(result.table)
    print(files.joined(separator: "\n"))
  }
}
