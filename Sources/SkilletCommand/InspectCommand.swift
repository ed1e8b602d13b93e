internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet inspect`: the facts of a video, every frame counted.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Prints a video's facts: both frame counts, times, rotation, key frames, faults.")

  @Argument(help: "A local video file.", completion: .file())
  var video: String

  @Flag(help: "List every frame: index, PTS, seconds, whether it is a key frame.")
  var frames = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      common.detail("reading \(video)")
      let bar = common.progressBar("counting frames")
      defer { bar.finish() }
      let inspection = try Inspection(video, interruption: interruption) {
        bar.update(done: $0, expected: $1, unit: "frames")
      }
      bar.finish()
      if json {
        print(try inspection.json(listsFrames: frames).text())
      } else {
        print((inspection.lines + (frames ? inspection.frameLines : [])).joined(separator: "\n"))
      }
    }
  }
}
