internal import Annotations
internal import Batches
internal import Frames

extension ReviewFolder {
  /// A format that a document can be exported in.
  public struct ExportFormat: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What it is.
    public var title: String
    /// The ending of its files.
    public var fileExtension: String
  }

  /// The formats of one video in one file.
  public static var exportFormats: [ExportFormat] {
    AnnotationFormats.writable.filter { !$0.isFolder }.map { format in
      ExportFormat(
        name: format.id, title: format.title,
        fileExtension: String(format.fileName.drop { $0 != "." }.dropFirst()))
    }
  }

  /// The current version of a document in a format.
  ///
  /// - Returns: the bytes, the name of the file, and what the format cannot hold, a line each.
  public func export(
    _ id: String, as name: String
  ) async throws(ReviewProblem) -> (bytes: [UInt8], fileName: String, losses: [String]) {
    guard let format = AnnotationFormats.named(name) as? any WritableFormat.Type, !format.isFolder
    else { throw .invalid("\"\(name)\" is no format that one video is written in") }
    let review = try await settled(id)
    let document = review.document
    let stem = SafeName.name(review.row.name)
    let ending = String(format.fileName.drop { $0 != "." })
    do throws(AnnotationError) {
      if format.id == SegmentFormat.segments.rawValue {
        return (Array(try document.text().utf8), stem + ".json", [])
      }
      var video = AnnotatedVideo(document)
      video.name = review.row.name
      if review.times.isExact {
        let times = review.times
        video.clock = .times((0...document.video.frames).map { times[$0].time })
      }
      var set = AnnotationSet(videos: [video])
      let losses = format.losses(writing: set)
      if !format.holdings.contains(.tiers) {
        set.videos[0].tiers = Array(set.videos[0].tiers.prefix(1))
      }
      let context = WritingContext(title: review.row.name, version: skilletVersion)
      var files = try format.write(set, context: context)
      var lines = losses.map(\.description)
      if files.count > 1, set.videos[0].tiers.count > 1 {
        // Where each tier is a file, the page gives the first.
        set.videos[0].tiers = [set.videos[0].tiers[0]]
        files = try format.write(set, context: context)
        lines.append("all tiers but one, in one file; `skillet convert` writes the others")
      }
      guard let file = files.first, files.count == 1 else {
        throw AnnotationError(
          file: name, step: "write \(name)", reason: "it gives \(files.count) files",
          advice: "`skillet convert` writes them into a folder")
      }
      return (file.bytes, stem + ending, lines)
    } catch {
      throw .unavailable(error.description)
    }
  }
}
