internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet inspect`: the facts of a video, every frame counted.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Prints a video's facts: both frame counts, times, rotation, key frames, faults.",
    discussion: """
      With --actions it also reads the actions of the demonstration, matches them with the frames \
      and says what they are. They are a list in JSON, or an object with "actions" and what else \
      is known ("action_space", "fps", "frames", "times", "null_actions"); a table with a header \
      ("frame" or "time" and the columns of the action); an array of rows; or tensors as LeRobot \
      names them ("action", "timestamp", "frame_index", "episode_index"). Beside VIDEO.mp4 are \
      tried VIDEO.actions.json, .csv, .npy, .safetensors, then VIDEO.json.
      """)

  @Argument(help: "A local video file.", completion: .file())
  var video: String

  @Flag(help: "List every frame: index, PTS, seconds, whether it is a key frame.")
  var frames = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Actions and events") var actions: ActionOptions

  @OptionGroup(title: "Actions and events") var events: EventOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      let recording = try actions.source?.read(for: video)
      let log = try events.source?.read(for: video)
      common.detail("reading \(video)")
      let bar = common.progressBar("counting frames")
      defer { bar.finish() }
      let inspection = try Inspection(video, interruption: interruption) {
        bar.update(done: $0, expected: $1, unit: "frames")
      }
      bar.finish()
      let summary = try recording.map { try inspection.summary(of: $0) }
      let happened = try log.map { try inspection.summary(of: $0.log, file: $0.path) }
      if json {
        let document = inspection.json(listsFrames: frames, actions: summary, events: happened)
        print(try document.text())
      } else {
        let facts = inspection.lines + (summary?.lines ?? []) + (happened?.lines ?? [])
        let list = frames ? inspection.frameLines(actions: summary) : []
        print((facts + list).joined(separator: "\n"))
      }
    }
  }
}
