public import Annotations
internal import Foundation

extension Conversion {
  /// The one file's text, for standard output; throws (64) where there are several files.
  public func text() throws(SkilletError) -> String {
    guard files.count == 1 else {
      throw SkilletError(
        .usage,
        "\(target.id) writes \(files.count) files here; give their folder with --out DIR")
    }
    return String(decoding: files[0].bytes, as: UTF8.self)
  }

  /// Writes the files, whole or not at all.
  ///
  /// One file takes the name that is given, or its own within a folder that exists or is named with a
  /// `/` at its end; several go into a folder of that name.
  ///
  /// - Returns: the paths written. Throws (73) where one exists and may not be replaced.
  public func write(to out: String, replaces: Bool) throws(SkilletError) -> [String] {
    let isFolder = out.hasSuffix("/") || OutputPlace.kind(of: out) == .folder
    if files.count == 1, !isFolder, !files[0].name.contains("/") {
      let place = try ResultFiles([out], replaces: replaces)
      guard place.paths == [out] else { return [] }
      try AtomicFile.write([(path: out, bytes: files[0].bytes)])
      return [out]
    }
    var names: Set<String> = []
    for file in files where !names.insert(file.name.lowercased()).inserted {
      throw SkilletError(
        .cannotWrite, "\(out): two videos would be written to \(file.name); rename one")
    }
    let tops = Set(files.map { String($0.name.split(separator: "/").first ?? "") }).sorted()
    let stage = try StagedFolder(target: out, names: tops, replaces: replaces)
    try stage.open()
    do throws(SkilletError) {
      for file in files { try stage.write(file.bytes, to: file.name) }
      try stage.commit()
    } catch {
      stage.discard()
      throw error
    }
    return files.map { AnnotationBytes.join(out, $0.name) }
  }

  /// What was done, as `--json` prints it.
  public func summary(written: [String]) -> JSONValue {
    func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    let spans = set.videos.reduce(0) { $0 + $1.spans.count }
    return .object([
      JSONMember("schema", .string("skillet.conversion/1")),
      JSONMember("from", strings(contents.formats.map { $0.id })),
      JSONMember("to", .string(target.id)),
      JSONMember("videos", .integer(Int64(set.videos.count))),
      JSONMember("spans", .integer(Int64(spans))),
      JSONMember(
        "losses",
        .array(
          losses.map {
            .object([
              JSONMember("kind", .string($0.kind.rawValue)),
              JSONMember("text", .string($0.description)),
            ])
          })),
      JSONMember("notes", strings(notes)), JSONMember("files", strings(written)),
    ])
  }
}
