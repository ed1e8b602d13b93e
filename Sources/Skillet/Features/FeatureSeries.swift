internal import Features
internal import Foundation
public import Frames
public import LinearAlgebra
internal import VideoIO

/// The built-in features of a video, with where each vector was taken.
public struct FeatureSeries: Sendable {
  /// One row a vector, `FeatureLayout.dimensions` columns.
  public let values: Matrix
  /// The frame that each vector shows.
  public let frames: [Int]
  /// The time stamp of each of those frames, in ticks.
  public let pts: [Int64]
  /// Seconds of each of those frames.
  public let seconds: [Double]
  /// Seconds from one vector to the next.
  public let stride: Double
  /// The name and version of the layout.
  public let layout: String
  /// The facts of the video.
  public let info: VideoInfo

  /// Reads a video once and keeps its features.
  ///
  /// - Throws: `SkilletError` where the file cannot be read as a video.
  public init(
    _ path: String, settings: VideoAnalysis.Settings = .init(),
    interruption: Interruption = Interruption(), progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    var rows: [Float] = []
    var samples: [Int] = []
    let analysis = try VideoAnalysis(
      path, settings: settings, interruption: interruption,
      features: { vector, sample, _ in
        rows += vector
        samples.append(sample)
      }, progress: progress)
    var values = Matrix(rows: samples.count, columns: FeatureLayout.dimensions)
    values.values = rows
    self.values = values
    frames = samples.map { Int(analysis.sampleFrames[$0]) }
    pts = frames.map { analysis.frames[$0].pts }
    seconds = frames.map { analysis.frames[$0].seconds }
    stride = FeatureLayout.hop
    layout = FeatureLayout.name
    info = analysis.info
  }

  /// The formats that features are written in.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// NumPy: `X.npy`, with `X.times.npy` and `X.json` beside it.
    case npy
    /// safetensors: tensors `features`, `seconds` and `frames` in `X.safetensors`.
    case safetensors
  }

  /// Writes the features, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the file's name; the format's companions are named after it.
  ///   - format: NumPy or safetensors.
  ///   - replaces: whether existing files are replaced.
  /// - Returns: the paths written.
  public func write(
    to path: String, as format: Format, replaces: Bool
  ) throws(SkilletError) -> [String] {
    try Self.checkTarget(path, as: format, replaces: replaces)
    let files = contents(path, format)
    for file in files { try AtomicFile.write(file.bytes, to: file.path) }
    return files.map(\.path)
  }

  /// Throws where a file that would be written is there already and may not be replaced.
  public static func checkTarget(
    _ path: String, as format: Format, replaces: Bool
  ) throws(SkilletError) {
    let present = companions(path, format).filter { FileManager.default.fileExists(atPath: $0) }
    guard present.isEmpty || replaces else {
      throw SkilletError(
        .cannotWrite,
        "\(present.joined(separator: ", ")): exists already; replace it with --force")
    }
  }

  /// The paths that a format writes: the named one first.
  private static func companions(_ path: String, _ format: Format) -> [String] {
    guard format == .npy else { return [path] }
    let stem = path.lowercased().hasSuffix(".npy") ? String(path.dropLast(4)) : path
    return [path, stem + ".times.npy", stem + ".json"]
  }

  private func contents(
    _ path: String, _ format: Format
  ) -> [(path: String, bytes: [UInt8])] {
    switch format {
    case .safetensors:
      let bytes = SafetensorsFile.bytes(
        tensors: [
          ("features", .matrix(values)), ("seconds", .vector(seconds)),
          ("frames", .vector(frames.map(Double.init))),
        ],
        metadata: [
          ("layout", layout), ("stride", "\(stride)"), ("timeBase", info.timeBase.description),
          ("version", skilletVersion), ("video", info.path),
        ])
      return [(path, bytes)]
    case .npy:
      let paths = Self.companions(path, format)
      let bytes = [
        NPYFile.bytes(of: values), NPYFile.bytes(of: seconds), Array(sidecar.utf8),
      ]
      return Array(zip(paths, bytes))
    }
  }
}
