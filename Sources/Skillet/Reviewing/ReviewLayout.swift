internal import Batches
internal import Foundation

/// Where the documents of a folder lie, and what belongs to each.
///
/// Of a data set's folder (`annotate`): `documents/KEY.json`, `signals/KEY.csv`; what people make of
/// it goes to `reviewed/KEY.json` and `history/KEY.jsonl`, so that `reviewed` is a folder of documents
/// like any other. Of folders that `segment` wrote: `KEY/segments.json`, `KEY/signal.csv`, and beside
/// them `KEY/segments.reviewed.json` and `KEY/segments.history.jsonl`. Of a plain folder of documents:
/// `KEY.json`, with `reviewed` and `history` within it.
struct ReviewLayout: Sendable, Hashable {
  enum Kind: Sendable, Hashable { case dataSet, folders, documents }

  let root: String
  let kind: Kind

  private func path(_ parts: String...) -> String {
    ([root] + parts.filter { !$0.isEmpty }).joined(separator: "/")
  }

  func document(_ key: String) -> String {
    switch kind {
    case .dataSet: path("documents", "\(key).json")
    case .folders: path(key, "segments.json")
    case .documents: path("\(key).json")
    }
  }

  func signal(_ key: String) -> String {
    switch kind {
    case .dataSet: path("signals", "\(key).csv")
    case .folders: path(key, "signal.csv")
    case .documents: path("\(key).csv")
    }
  }

  func reviewed(_ key: String) -> String {
    kind == .folders ? path(key, "segments.reviewed.json") : path("reviewed", "\(key).json")
  }

  func history(_ key: String) -> String {
    kind == .folders ? path(key, "segments.history.jsonl") : path("history", "\(key).jsonl")
  }

  /// The document's path as people are shown it: within the folder that was opened.
  func shown(_ key: String) -> String { String(document(key).dropFirst(root.count + 1)) }

  /// Documents of the same video by others, by the names that they are offered under.
  func others(_ key: String) -> [(name: String, path: String)] {
    if kind == .folders {
      let folder = path(key)
      return Self.names(in: folder).filter {
        $0.hasSuffix(".json") && !["segments.json", "segments.reviewed.json"].contains($0)
          && Self.isDocument("\(folder)/\($0)")
      }.map { ($0, "\(folder)/\($0)") }
    }
    let own: Set = [
      "documents", "reviewed", "history", "signals", "reports", "thumbnails", "exports",
    ]
    return Self.names(in: root).filter { !own.contains($0) }.compactMap { name in
      let other = path(name, "\(key).json")
      return OutputPlace.kind(of: other) == .file && Self.isDocument(other) ? (name, other) : nil
    }
  }

  /// Finds out how a folder is laid out, and the keys of its documents, by name.
  ///
  /// - Throws: (66) where there is no document.
  static func find(_ folder: String) throws(SkilletError) -> (ReviewLayout, keys: [String]) {
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    func stems(_ folder: String) -> [String] {
      names(in: folder).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
        .map { String($0.dropLast(5)) }
    }
    if OutputPlace.kind(of: "\(root)/documents") == .folder {
      let keys = stems("\(root)/documents")
      if !keys.isEmpty { return (ReviewLayout(root: root, kind: .dataSet), keys) }
      throw SkilletError(
        .noInput, "\(root): there is no document in \(root)/documents yet; wait for the first one")
    }
    if OutputPlace.kind(of: "\(root)/segments.json") == .file {
      return (ReviewLayout(root: root, kind: .folders), [""])
    }
    let folders = names(in: root).filter {
      !$0.hasPrefix(".") && OutputPlace.kind(of: "\(root)/\($0)/segments.json") == .file
    }
    if !folders.isEmpty { return (ReviewLayout(root: root, kind: .folders), folders) }
    let plain = stems(root).filter { isDocument("\(root)/\($0).json") }
    if !plain.isEmpty { return (ReviewLayout(root: root, kind: .documents), plain) }
    throw SkilletError(
      .noInput,
      "\(root): there is no document in the folder; make some with `skillet segment VIDEO` or "
        + "`skillet annotate FOLDER --out OUT`")
  }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Whether a file says near its beginning that it is a segments document.
  private static func isDocument(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let head = (try? file.read(upToCount: 400)) ?? Data()
    return String(decoding: head, as: UTF8.self).contains("\"skillet.segments/")
  }
}
