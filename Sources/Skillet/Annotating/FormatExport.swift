internal import Annotations
internal import Batches
internal import Foundation

/// The results of all videos in one of the exchange formats.
///
/// A format that holds several videos needs all segments in memory at once, some 300 bytes each.
struct FormatExport {
  private let format: any WritableFormat.Type
  private let folder: String
  private var set = AnnotationSet(videos: [])

  init(_ format: SegmentFormat, folder: String) throws(SkilletError) {
    guard let format = AnnotationFormats.named(format.rawValue) as? any WritableFormat.Type else {
      throw SkilletError(.usage, "\(format.rawValue): is no format that is written")
    }
    self.format = format
    self.folder = folder
    guard !holdsAll else { return }
    do {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    } catch {
      throw writeFault(place, "make the folder", error)
    }
  }

  private var holdsAll: Bool { format.holdings.contains(.videos) }
  private var place: String { "\(folder)/\(format.id)" }
  private var context: WritingContext { WritingContext(title: "skillet", version: skilletVersion) }

  /// Adds a video, called by its id.
  mutating func add(_ document: SegmentsDocument, _ entry: VideoEntry) throws {
    var video = AnnotatedVideo(document)
    video.name = entry.id
    if let split = entry.split { video.subset = split }
    if holdsAll {
      video.document = nil
      set.videos.append(video)
      return
    }
    let files = try format.write(AnnotationSet(videos: [video]), context: context)
    for (index, file) in files.enumerated() {
      let ending = format.fileName.drop { $0 != "." }
      let name = index == 0 ? SafeName.name(entry.id) + ending : SafeName.name(file.name)
      try DurableFile.write(file.bytes, to: "\(place)/\(name)")
    }
  }

  /// Writes what had to wait for all videos; gives the file or the folder.
  func finish() throws -> String {
    guard holdsAll else { return "\(place)/" }
    let path = "\(place)" + format.fileName.drop { $0 != "." }
    for (index, file) in try format.write(set, context: context).enumerated() {
      try DurableFile.write(
        file.bytes, to: index == 0 ? path : "\(folder)/\(SafeName.name(file.name))")
    }
    return path
  }
}
