internal import Annotations
internal import ArgumentParser
internal import Batches
internal import Foundation
internal import Frames
internal import Skillet

/// The options that say how a run over a data set goes about it.
struct AnnotateRunOptions: ParsableArguments {
  @Option(help: "The folder of the results.")
  var out: String?

  @Option(help: ArgumentHelp("Check and merge the shards of this folder.", valueName: "out"))
  var merge: String?

  @Option(help: "Videos side by side; by default as many as there are processors.")
  var jobs: Int?

  @Option(help: "Do only part I of N: 0/8 ... 7/8. Which part a video is in follows from its id.")
  var shard: Shard?

  @Flag(inversion: .prefixedNo, help: "Go on where an earlier run of the same settings ended.")
  var resume = true

  @Flag(help: "Compare videos that are done by SHA-256, not only by size and time.")
  var verify = false

  @Flag(help: "Leave videos alone that failed before.")
  var keepFailures = false

  @Flag(help: "Replace results of other settings.")
  var force = false

  @Option(help: "The most time a video may take, such as 30m.")
  var timeout: TimeExpression?

  @Option(help: "The most time a video may make no progress.")
  var stall = TimeExpression.time(MediaTime(value: 600, timescale: 1))

  @Option(help: "What a video that fails does to the run: skip or stop.")
  var onError = OnError.skip

  @Option(help: ArgumentHelp("A LeRobot data set's episodes as JSON.", valueName: "file"))
  var episodes: String?

  @Option(
    help: ArgumentHelp(
      "Take only this camera of a LeRobot data set; may be given again.", valueName: "name"))
  var camera: [String] = []

  @Flag(help: "Say what would be done, and stop.")
  var dryRun = false

  @Flag(help: .hidden)
  var worker = false

  enum OnError: String, ExpressibleByArgument, CaseIterable {
    case skip, stop
  }

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs lies in 1...1024") }
    for (name, time) in [("--timeout", timeout), ("--stall", stall)] {
      if case .frames? = time { throw ValidationError("\(name) is a time, such as 30s or 10m") }
    }
    for name in [out, merge] where name == "" || name == "-" {
      throw ValidationError("--out and --merge take a folder")
    }
  }

  private var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Decoder threads of each video: one, so that videos side by side share the processors.
  var videoThreads: Int { 1 }

  var reading: VideoList.Reading {
    var reading = VideoList.Reading()
    (reading.episodes, reading.cameras) = (episodes, camera)
    return reading
  }

  var options: AnnotateOptions {
    var options = AnnotateOptions()
    options.jobs = jobs ?? processors
    options.limits.timeout = timeout?.seconds(frameRate: nil)
    options.limits.stall = stall.seconds(frameRate: nil)
    options.shard = shard ?? .whole
    options.stopsAtFailure = onError == .stop
    options.verifies = verify
    options.redoes = !resume
    options.keepsFailures = keepFailures
    options.replaces = force
    return options
  }
}
