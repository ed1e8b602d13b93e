internal import Annotations
internal import Foundation

/// The bytes of annotation files, never more than a limit.
enum AnnotationBytes {
  /// Reads a file, or standard input where the path is `-`; throws where there is none (66) and where
  /// it is larger than any annotation (65).
  static func source(_ path: String) throws(SkilletError) -> AnnotationSource {
    let limit = AnnotationSource.byteLimit
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      guard OutputPlace.kind(of: path) != .folder else {
        throw SkilletError(.noInput, "\(path): is a folder; give a file")
      }
      do {
        handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      } catch {
        let exists = FileManager.default.fileExists(atPath: path)
        throw SkilletError(
          .noInput, "\(path): \(exists ? "cannot open it" : "there is no such file")")
      }
    }
    defer { if path != "-" { try? handle.close() } }
    var bytes: [UInt8] = []
    do {
      if path != "-" {
        let size = try handle.seekToEnd()
        if size > UInt64(limit) { throw tooLarge(path) }
        try handle.seek(toOffset: 0)
        bytes.reserveCapacity(Int(size))
      }
      while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
        bytes.append(contentsOf: part)
        if bytes.count > limit { throw tooLarge(path) }
      }
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.noInput, "\(path): cannot read it: \(error.localizedDescription)")
    }
    return AnnotationSource(file: path, bytes: bytes)
  }

  private static func tooLarge(_ path: String) -> SkilletError {
    let limit = AnnotationSource.byteLimit
    return SkilletError(
      .badData,
      "\(path): cannot read the annotations: byte \(limit + 1): the file goes on behind \(limit >> 20)"
        + " MiB, more than any annotations have; split it")
  }

  /// A folder with the names of all files below it.
  static func folder(_ path: String) throws(SkilletError) -> AnnotationFolder {
    var names: [String] = []
    try collect(path, below: "", depth: 0, into: &names)
    return AnnotationFolder(path: path, names: names) { name throws(AnnotationError) in
      do throws(SkilletError) {
        return try source(join(path, name))
      } catch {
        throw AnnotationError(
          file: join(path, name), step: "read the file", reason: error.description)
      }
    }
  }

  private static func collect(
    _ path: String, below prefix: String, depth: Int, into names: inout [String]
  ) throws(SkilletError) {
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw SkilletError(
        .noInput, "\(path): cannot list the folder: \(error.localizedDescription)")
    }
    for entry in entries where entry != ".git" {
      let below = join(path, entry)
      switch OutputPlace.kind(of: below) {
      case .file: names.append(prefix + entry)
      // Deep enough for any data set, and an end for links that lead back.
      case .folder where depth < 8:
        try collect(below, below: "\(prefix)\(entry)/", depth: depth + 1, into: &names)
      default: break
      }
    }
    if names.count > 1_000_000 {
      throw SkilletError(.badData, "\(path): there are over a million files; give a smaller folder")
    }
  }

  /// The files of a folder that may be annotations, by their names.
  static func candidates(of folder: AnnotationFolder) -> [String] {
    let documents = Set(
      folder.names.filter { $0 == "segments.json" || $0.hasSuffix("/segments.json") })
    return folder.names.filter { name in
      let parts = name.split(separator: "/")
      guard let file = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else {
        return false
      }
      let document = (parts.dropLast() + ["segments.json"]).joined(separator: "/")
      if documents.contains(document) { return name == document }
      guard let dot = file.lastIndex(of: ".") else { return true }
      return extensions.contains(file[file.index(after: dot)...].lowercased())
    }
  }

  private static let extensions: Set<String> = Set(
    AnnotationFormats.writable.compactMap { $0.fileName.split(separator: ".").last?.lowercased() }
      + ["json", "jsonl", "csv", "tsv", "txt", "vtt", "xml", "ffmeta"])

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
