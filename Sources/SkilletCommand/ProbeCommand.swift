internal import ArgumentParser
internal import Features
internal import Frames
internal import VideoIO
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "probe")
  @Argument var path: String
  @Option var mode = 3
  func run() throws {
    var reader = try VideoReader(path, options: .init(threads: 2, sparesLoopFilter: mode > 0))
    var meter = PictureChangeMeter()
    var picture = SmallPicture(width: 64, height: 36)
    var n = 0
    var s: Float = 0
    while try reader.next() != nil {
      n += 1
      if mode > 1 { try reader.average(into: &picture) }
      if mode > 2 { s += meter.measure(picture).residual }
    }
    print(n, s)
  }
}
