internal import Foundation

extension ReviewFolder {
  /// Opens the document of one video: that in `NAME.skillet` here or beside the video; without one
  /// the video is cut at once, with the default method, into `NAME.skillet` here.
  ///
  /// - Parameters:
  ///   - interruption: ends the cutting and leaves nothing behind.
  ///   - note: told what is done before it takes long.
  /// - Throws: where the video cannot be read, or the folder cannot be written.
  public init(
    ofVideo path: String, interruption: Interruption = Interruption(),
    note: (String) -> Void = { _ in }
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
    note("There is no document of the video yet: it is cut, into \(name).")
    let result = try SegmentResult(path, interruption: interruption)
    _ = try outputs.write(result, to: stage, interruption: interruption)
    try self.init(name)
  }
}
