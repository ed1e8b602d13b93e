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
    var settings = settings
    (settings.makesFeatures, settings.keepsFeatures) = (true, true)
    let analysis = try VideoAnalysis(
      path, settings: settings, interruption: interruption, progress: progress)
    let samples = analysis.hopSamples.map(Int.init)
    var values = Matrix(rows: samples.count, columns: FeatureLayout.dimensions)
    values.values = analysis.features
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
    try AtomicFile.write(files)
    return files.map(\.path)
  }

  /// Throws where a file that would be written is there already and may not be replaced, or where
  /// the place cannot be written.
  public static func checkTarget(
    _ path: String, as format: Format, replaces: Bool
  ) throws(SkilletError) {
    let places = companions(path, format).map { (path: $0, kind: OutputPlace.kind(of: $0)) }
    if let folder = places.first(where: { $0.kind == .folder }) {
      throw SkilletError(
        .cannotWrite, "\(folder.path): a folder of that name is in the way; choose another --out")
    }
    let present = places.filter { $0.kind == .file }.map(\.path)
    guard present.isEmpty || replaces else {
      throw SkilletError(
        .cannotWrite,
        "\(present.joined(separator: ", ")): \(present.count == 1 ? "exists" : "exist") already; "
          + "choose another --out, or replace with --force")
    }
    let place = OutputPlace(path)
    if let folder = place.missingParents.first {
      throw SkilletError(
        .cannotWrite, "\(path): the folder \(folder) does not exist; make it first")
    }
    try place.checkWritable()
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
