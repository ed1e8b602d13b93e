internal import Annotations
internal import Foundation
internal import Frames

/// A segments document as it was found, and the video that it speaks of.
struct DiscoveryDocument {
  /// The file, as the person named it or the folder above it.
  let path: String
  /// Where a copy of it goes in a folder for all: `X.json`, or `X.skillet/segments.json`.
  let copyName: String
  /// The file's text as JSON, every member kept.
  let json: JSONValue
  /// The document.
  let document: SegmentsDocument
  /// The file of the video.
  let video: String
  /// The name by which the video is joined with labels and groups.
  let name: String
  /// The folder that the documents of one task share.
  let folder: String

  /// Reads a document and looks for its video.
  init(_ path: String, videos: String?) throws(SkilletError) {
    self.path = path
    let text = try AnnotationFiles.text(of: path)
    do throws(AnnotationError) {
      json = try JSONValue(parsing: text, file: path)
      document = try SegmentsDocument(json: json, file: path)
    } catch {
      throw SkilletError(error)
    }
    let url = URL(fileURLWithPath: path)
    let above = url.deletingLastPathComponent()
    let isInFolder = url.lastPathComponent == "segments.json"
    copyName =
      isInFolder ? "\(above.lastPathComponent)/segments.json" : url.lastPathComponent
    folder = (isInFolder ? above.deletingLastPathComponent() : above).lastPathComponent
    name = VideoName.ofVideo(document.video.path)
    video = try Self.find(document.video.path, beside: above.path, videos: videos, for: path)
  }

  /// The video's file: in the folder named for videos, beside the document, or from here.
  private static func find(
    _ named: String, beside folder: String, videos: String?, for path: String
  ) throws(SkilletError) -> String {
    guard !named.isEmpty else {
      throw SkilletError(
        .badData, "\(path): the document names no video; its video.path is empty")
    }
    let last = URL(fileURLWithPath: named).lastPathComponent
    var places: [String] = []
    if let videos { places += ["\(videos)/\(named)", "\(videos)/\(last)"] }
    places +=
      named.hasPrefix("/")
      ? [named] : ["\(folder)/\(named)", named, "\(folder)/../\(named)"]
    if let found = places.first(where: { OutputPlace.kind(of: $0) == .file }) { return found }
    let beside = videos == nil ? "; say where with --videos DIR" : ""
    throw SkilletError(
      .noInput,
      "\(path): cannot find its video \(named): it is neither beside the document nor here"
        + (videos.map { " nor in \($0)" } ?? "") + beside)
  }

  /// The file that links lead to, by which documents are told apart.
  var realPath: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// The document's text with other skills; everything else stands as it was read.
  func text(skills: [Int]) throws(SkilletError) -> String {
    guard case .object(var members) = json,
      let place = members.firstIndex(where: { $0.key == "segments" }),
      case .array(var segments) = members[place].value
    else { throw SkilletError(.badData, "\(path): has no segments") }
    for (index, skill) in skills.enumerated() {
      guard case .object(var segment) = segments[index] else { continue }
      let value = JSONValue.integer(Int64(skill))
      if let known = segment.firstIndex(where: { $0.key == "skill" }) {
        segment[known].value = value
      } else {
        segment.append(JSONMember("skill", value))
      }
      segments[index] = .object(segment)
    }
    members[place].value = .array(segments)
    do {
      return try JSONValue.object(members).text()
    } catch {
      throw SkilletError(.badData, "\(path): \(error.description)")
    }
  }
}

/// The documents that arguments name.
enum DiscoveryDocuments {
  /// Reads documents: files, `X.skillet` folders, and folders of either, to any depth below 8.
  ///
  /// Throws where there is none, where one cannot be read, and where two are the same file or speak
  /// of the same video.
  static func read(
    _ paths: [String], videos: String?
  ) throws(SkilletError) -> [DiscoveryDocument] {
    var files: [String] = []
    for path in paths {
      switch OutputPlace.kind(of: path) {
      case .absent:
        throw SkilletError(.noInput, "\(path): there is no such file or folder")
      case .file: files.append(path)
      case .folder:
        let found = try inFolder(path, depth: 0)
        if found.isEmpty {
          throw SkilletError(.noInput, "\(path): the folder holds no segments document")
        }
        files += found
      }
    }
    var documents: [DiscoveryDocument] = []
    var origins: [String: String] = [:]
    for file in files {
      let document = try DiscoveryDocument(file, videos: videos)
      if origins.updateValue(file, forKey: "document " + document.realPath) != nil {
        throw SkilletError(.badData, "\(file): the document is given twice; give it once")
      }
      let video = URL(fileURLWithPath: document.video).resolvingSymlinksInPath().path
      if let other = origins.updateValue(file, forKey: "video " + video) {
        throw SkilletError(
          .badData, "\(file): its video \(document.video) is also cut by \(other); give one of them"
        )
      }
      documents.append(document)
    }
    guard documents.contains(where: { !$0.document.segments.isEmpty }) else {
      throw SkilletError(.badData, "\(paths[0]): there is not one segment in the documents")
    }
    return documents
  }

  /// The documents in a folder, in order of their names; none where it holds none.
  static func inFolder(_ folder: String, depth: Int) throws(SkilletError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw SkilletError(
        .noInput, "\(folder): cannot list the folder: \(error.localizedDescription)")
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    if names.contains("segments.json") { return [base + "segments.json"] }
    var files: [String] = []
    for name in names where !name.hasPrefix(".") {
      if OutputPlace.kind(of: base + name) == .folder {
        if depth < 8 { files += try inFolder(base + name, depth: depth + 1) }
      } else if name.lowercased().hasSuffix(".json"), try isDocument(base + name) {
        files.append(base + name)
      }
    }
    return files
  }

  /// Whether a file of JSON in a folder calls itself a segments document; other JSON is no fault.
  private static func isDocument(_ path: String) throws(SkilletError) -> Bool {
    let text = try AnnotationFiles.text(of: path)
    guard text.contains(SegmentsDocument.schema) else { return false }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text, file: path)
    } catch {
      throw SkilletError(error)
    }
    return json["schema"]?.string == SegmentsDocument.schema
  }
}
