internal import ArgumentParser
internal import Skillet

/// `skillet questions review`: a page to accept and reject questions on, and verdicts written back.
struct QuestionsReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Makes a page to accept or reject questions on, and applies the verdicts.",
    discussion: """
      Without --verdicts, writes one self-contained page to --out: each question with its evidence \
      as frames and times, its proof, and keys (a accept, r reject, j and k to move, s to save). The \
      page saves a file of verdicts. With --verdicts FILE, writes the questions to --out without \
      those that were rejected; what was accepted carries its note.
      """)

  @Argument(help: "The questions document; - is standard input.", completion: .file())
  var file: String

  @Option(help: "The page to write, or with --verdicts the questions document.")
  var out: String

  @Option(help: "The verdicts that the page saved.", completion: .file())
  var verdicts: String?

  @Option(help: "The folder of the videos; by default where the document says.")
  var videos: String?

  @Option(help: "Show so many questions, drawn at random.")
  var sample: Int?

  @Option(help: "The seed of the draw.")
  var seed: UInt64 = 0

  @Flag(help: "Replace the file of an earlier run.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample is at least 1") }
    if verdicts != nil, sample != nil || videos != nil {
      throw ValidationError("--sample and --videos are for the page; --verdicts applies it")
    }
  }

  func run() throws {
    try common.run { interruption in
      let output = try ResultFiles([out], replaces: force)
      var review = QuestionReview(questions: file)
      (review.videos, review.sample, review.seed) = (videos, sample, seed)
      if let verdicts {
        let result = try review.applying(verdicts: verdicts)
        common.notes(result.notes)
        try output.write([result.json])
      } else {
        let bar = common.progressBar("taking pictures")
        defer { bar.finish() }
        let result = try review.page(interruption: interruption) {
          bar.update(done: $0, expected: $1, unit: "videos")
        }
        bar.finish()
        common.notes(result.notes)
        try output.write([result.html])
      }
      print(out.printable)
    }
  }
}
