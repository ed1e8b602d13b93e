internal import Foundation

extension ReviewFolder {
  /// Opens the document of one video: that in `NAME.skillet` here or beside the video; without one
  /// the video is cut at once, with the default method, into `NAME.skillet` here.
  ///
  /// - Throws: where the video cannot be read, or the folder cannot be written.
  public init(
    ofVideo path: String, interruption: Interruption = Interruption(),
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    let url = URL(fileURLWithPath: path)
    let name = "\(url.deletingPathExtension().lastPathComponent).skillet"
    let places = [name, url.deletingLastPathComponent().appendingPathComponent(name).path]
    if let found = places.first(where: { OutputPlace.kind(of: "\($0)/segments.json") == .file }) {
      try self.init(found)
      return
    }
    let outputs = SegmentOutputs(folder: name)
    let stage = try outputs.stage()
    let result = try SegmentResult(path, interruption: interruption, progress: progress)
    _ = try outputs.write(result, to: stage, interruption: interruption)
    try self.init(name)
  }
}
