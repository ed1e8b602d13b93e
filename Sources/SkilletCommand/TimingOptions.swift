internal import ArgumentParser
internal import Skillet

/// How a command learns when frames are shown.
struct TimingOptions: ParsableArguments {
  @Option(
    help: "The video, or the folder of the videos: every frame is decoded and has its exact time.",
    completion: .file())
  var video: String?

  @Option(help: "Frames a second, exactly: 30000/1001, 25.")
  var rate: String?

  func validate() throws {
    if video != nil, rate != nil { throw ValidationError("give --video or --rate, not both") }
  }

  var source: FrameSource {
    get throws {
      if let video { return .video(video) }
      return try rate.map { try FrameSource(rate: $0) } ?? .unknown
    }
  }
}
