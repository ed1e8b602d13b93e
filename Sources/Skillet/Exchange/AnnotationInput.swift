public import Annotations
internal import Foundation

/// Annotations that a command is given: a file, a folder, or `-` for standard input.
public struct AnnotationInput: Sendable {
  /// The file or folder as the person named it.
  public let path: String
  /// The format, where the person names it; else it is told from the content.
  public let format: (any AnnotationFormat.Type)?

  /// What was read.
  public struct Contents: Sendable {
    /// The annotations of all files.
    public var set: AnnotationSet
    /// The formats that were met, in the order in which they were met first.
    public var formats: [any AnnotationFormat.Type]
    /// The files that were read.
    public var files: [String]
  }

  /// Names an input; throws (64) where the format is unknown.
  public init(_ path: String, format: String? = nil) throws(SkilletError) {
    self.path = path
    self.format = try format.map { name throws(SkilletError) in
      guard let format = AnnotationFormats.named(name) else {
        throw SkilletError(
          .usage,
          "\"\(name)\" is no format; there are \(AnnotationFormats.all.map { $0.id }.joined(separator: ", "))"
        )
      }
      return format
    }
  }

  /// Reads everything.
  ///
  /// A folder that is in a format as a whole, such as a data set with `groundTruth`, is read as one.
  /// In any other every file that is in some format is read, but of a folder with `segments.json`
  /// that alone. Throws where there is nothing (66), and where something is at fault (65).
  public func read(_ context: ReadingContext) throws(SkilletError) -> Contents {
    guard path != "-", OutputPlace.kind(of: path) == .folder else {
      let source = try AnnotationBytes.source(path)
      let format = try format(of: source)
      return Contents(
        set: try Self.read(source, format, context), formats: [format], files: [source.file])
    }
    let folder = try AnnotationBytes.folder(path)
    let whole = format ?? AnnotationFormats.format(of: folder)
    if let whole, whole.sniff(folder) {
      do {
        return Contents(
          set: try whole.read(folder, context: context), formats: [whole], files: [path])
      } catch {
        throw SkilletError(error)
      }
    }
    return try readFiles(of: folder, context)
  }

  /// The format that was named, or that of a file; throws (65) where it is in none.
  func format(of source: AnnotationSource) throws(SkilletError) -> any AnnotationFormat.Type {
    if let format { return format }
    if let format = AnnotationFormats.format(of: source) { return format }
    if source.bytes.isEmpty { throw SkilletError(.badData, "\(source.file): the file is empty") }
    do {
      _ = try source.text().isEmpty
    } catch {
      throw SkilletError(error)
    }
    throw SkilletError(
      .badData,
      "\(source.file): cannot tell its format: line 1: it begins like none of them; name it with "
        + "--from: \(AnnotationFormats.all.map { $0.id }.joined(separator: ", "))")
  }

  static func read(
    _ source: AnnotationSource, _ format: any AnnotationFormat.Type, _ context: ReadingContext
  ) throws(SkilletError) -> AnnotationSet {
    var context = context
    context.file = source.file
    do {
      return try format.read(source, context: context)
    } catch {
      throw SkilletError(error)
    }
  }

  private func readFiles(
    of folder: AnnotationFolder, _ context: ReadingContext
  ) throws(SkilletError) -> Contents {
    var contents = Contents(set: AnnotationSet(videos: []), formats: [], files: [])
    var origins: [String: String] = [:]
    for name in AnnotationBytes.candidates(of: folder) {
      let source = try AnnotationBytes.source(AnnotationBytes.join(path, name))
      guard let format = self.format ?? AnnotationFormats.format(of: source) else { continue }
      if self.format != nil, !format.sniff(source) { continue }
      let set = try Self.read(source, format, context)
      for video in set.videos {
        if let other = origins.updateValue(source.file, forKey: video.name) {
          throw SkilletError(
            .badData,
            "\(source.file): \(video.name) is also in \(other); give the annotations of a video once"
          )
        }
      }
      contents.set.videos += set.videos
      for entry in set.classes where !contents.set.classes.contains(entry) {
        contents.set.classes.append(entry)
      }
      if !contents.formats.contains(where: { $0.id == format.id }) {
        contents.formats.append(format)
      }
      contents.files.append(source.file)
    }
    if contents.files.isEmpty {
      let what = format.map { $0.title } ?? "a format that Skillet reads"
      throw SkilletError(.noInput, "\(path): no file in the folder is in \(what)")
    }
    return contents
  }
}
