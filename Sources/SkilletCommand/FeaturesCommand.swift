internal import ArgumentParser
internal import Foundation
internal import Frames
internal import Skillet

/// `skillet features`: the built-in features of a video, for NumPy and safetensors.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Writes a feature vector every 0.1 s: colour, orientation and motion.",
    discussion: """
      No training and no weights. A .npy file gets the times beside it (.times.npy) and the frame \
      of each row (.json); a .safetensors file holds all of it.
      """)

  @Argument(help: "A local video file.", completion: .file())
  var video: String

  @Option(help: "The file to write, .npy or .safetensors; by default VIDEO.npy, here.")
  var out: String?

  @Option(help: "npy or safetensors; by default what the name of --out says.")
  var format: FeatureSeries.Format?

  @Option(help: "Decoder threads.")
  var threads = 2

  @Flag(help: "Replace the files of an earlier run.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard threads >= 1, threads <= 64 else {
      throw ValidationError("--threads has to lie between 1 and 64")
    }
    let named = out.flatMap { out in
      FeatureSeries.Format.allCases.first { out.lowercased().hasSuffix(".\($0.rawValue)") }
    }
    if out != nil, named == nil || format ?? named != named {
      let wanted = format.map { ".\($0.rawValue)" } ?? ".npy or .safetensors"
      throw ValidationError("the name of --out has to end with \(wanted)")
    }
  }

  func run() throws {
    try common.run { interruption in
      let stem = URL(fileURLWithPath: video).deletingPathExtension().lastPathComponent
      let isSafetensors = (out ?? "").lowercased().hasSuffix(".safetensors")
      let format = self.format ?? (isSafetensors ? .safetensors : .npy)
      let path = out ?? "\(stem).\(format.rawValue)"
      try FeatureSeries.checkTarget(path, as: format, replaces: force)
      common.detail("reading \(video) with \(threads) threads")
      let bar = common.progressBar("reading")
      defer { bar.finish() }
      let series = try FeatureSeries(
        video, settings: .init(threads: threads), interruption: interruption
      ) { bar.update(done: $0, expected: $1, unit: "frames") }
      bar.finish()
      let written = try series.write(to: path, as: format, replaces: force)
      for fault in series.info.faults { common.note("skillet: warning: \(video): \(fault)") }
      print("\(series.seconds.count) vectors of 68 values, one every \(series.stride) s")
      print((["wrote"] + written.map(\.printable)).joined(separator: "\n  "))
    }
  }
}
