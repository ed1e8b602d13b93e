internal import Annotations
internal import Foundation

/// Where `skillet discover` writes.
public struct DiscoveryOutputs: Sendable {
  /// The folder for `skills.json`, for the page, and for copies of the documents.
  public var folder: String?
  /// Whether documents are changed where they stand, and not copied.
  public var inPlace = false
  /// Whether `report.html` is written.
  public var report = false
  /// Whether files of an earlier run are replaced.
  public var replaces = false
  /// The command line, for the report.
  public var command: [String] = []

  /// Names the folder.
  public init(folder: String?) { self.folder = folder }

  /// The name of a document's copy: as it was called in its folder.
  static let skillsName = "skills.json"
  static let reportName = "report.html"

  /// Checks that everything can be written, before any video is read.
  ///
  /// Throws where documents cannot be read, where two copies would have one name, where something
  /// is in the way, and where a place cannot be written.
  public func check(_ paths: [String], videos: String?) throws(SkilletError) {
    let documents = try DiscoveryDocuments.read(paths, videos: videos)
    if inPlace {
      for document in documents {
        try OutputPlace(
          URL(fileURLWithPath: document.realPath).deletingLastPathComponent().path
        ).checkWritable()
      }
    }
    guard let folder else { return }
    if !inPlace {
      var names: [String: String] = [
        Self.skillsName: "the skills", Self.reportName: "the report",
      ]
      for document in documents {
        if let other = names.updateValue(document.path, forKey: document.copyName) {
          throw SkilletError(
            .badData,
            "\(document.path): its copy would have the name of \(other), \(document.copyName); "
              + "rename one, or change them where they stand with --in-place")
        }
      }
    }
    _ = try stage(documents, folder)
  }

  private func stage(
    _ documents: [DiscoveryDocument], _ folder: String
  ) throws(SkilletError) -> StagedFolder {
    let copies = inPlace ? [] : documents.map(\.copyName)
    return try StagedFolder(
      target: folder, names: [Self.skillsName] + (report ? [Self.reportName] : []) + copies,
      replaces: replaces)
  }

  /// Writes everything, whole or not at all: the folder first, then the documents in place.
  ///
  /// - Returns: the paths written.
  public func write(
    _ discovery: SkillDiscovery, interruption: Interruption = Interruption(),
    progress: (String, Int, Int) -> Void = { _, _, _ in }
  ) throws(SkilletError) -> [String] {
    var texts: [String] = []
    for (document, skills) in zip(discovery.documents, discovery.skills) {
      texts.append(try document.text(skills: skills))
    }
    var written: [String] = []
    if let folder {
      let stage = try stage(discovery.documents, folder)
      try stage.open()
      do throws(SkilletError) {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        if !inPlace {
          for (document, text) in zip(discovery.documents, texts) {
            try stage.write(text, to: document.copyName)
            written.append(base + document.copyName)
          }
        }
        try stage.write(try discovery.library.text(), to: Self.skillsName)
        written.append(base + Self.skillsName)
        if report {
          let page = try DiscoveryReport(
            discovery, command: command, interruption: interruption, progress: progress)
          try stage.write(try page.html(), to: Self.reportName)
          written.append(base + Self.reportName)
        }
        try interruption.check()
        try stage.commit()
      } catch {
        stage.discard()
        throw error
      }
    }
    if inPlace {
      try interruption.check()
      try AtomicFile.write(
        zip(discovery.documents, texts).map { ($0.realPath, Array($1.utf8)) })
      written += discovery.paths
    }
    return written
  }
}
