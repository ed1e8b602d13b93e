public import Annotations
public import Frames

/// Facts of many files in one document: `skillet questions facts`.
public struct FactsGathering: Sendable {
  /// The facts of all files.
  public let document: FactsDocument

  /// Reads annotations of any format that carries labels, or facts documents; a video is
  /// measured.
  ///
  /// Folders stand for the files within. Beside CrossTask's `TASK_VIDEO.csv`, in its folder or the
  /// one above, `tasks_primary.txt` and `tasks_related.txt` name the steps. Throws where a file
  /// cannot be read (66), is at fault, or where two disagree (65).
  public init(
    _ paths: [String], rate: Rational? = nil, scene: Annotations.DescribedVideo.Scene? = nil
  ) throws(SkilletError) {
    var documents: [(document: FactsDocument, file: String)] = []
    let named = try AnnotationFiles.truthFolders(paths.filter { $0 != "-" }, level: .skills)
    let files =
      paths.filter { $0 == "-" } + (try AnnotationFiles.list(named, further: Self.extensions))
    let given = Set(paths)
    for path in files {
      // What lies in a folder beside the annotations and says nothing of a video.
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if !given.contains(path), Self.passedOver.contains(where: { name.hasSuffix($0) }) { continue }
      if Self.isVideo(path) {
        documents.append((try MeasuredFacts(path).document, path))
        continue
      }
      let text = try StandardInput.text(of: path)
      var reader = FactsReader(frameRate: rate, scene: scene)
      if path.hasSuffix(".csv") { reader.stepNames = try Self.stepNames(beside: path) }
      do {
        documents.append((try reader.read(text, file: path), path))
      } catch {
        throw SkilletError(error)
      }
    }
    do {
      document = try FactsDocument(merging: documents)
    } catch {
      throw SkilletError(error)
    }
  }

  private static func isVideo(_ path: String) -> Bool {
    [".mp4", ".mkv", ".mov", ".webm", ".avi", ".m4v"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Extensions of annotations beside the usual ones.
  private static let extensions = ["jsonl", "eaf", "xml", "otio", "edl", "ffmetadata"]

  private static let passedOver = [
    "LICENSE", "LICENSE.txt", "mapping.txt", "README.md", ".mp4", ".npy", "index.json",
    "tasks_primary.txt", "tasks_related.txt",
  ]

  private static func stepNames(beside path: String) throws(SkilletError) -> [String: [String]] {
    var names: [String: [String]] = [:]
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for folder in [parts, parts.dropLast()] {
      for name in ["tasks_primary.txt", "tasks_related.txt"] {
        let file = (folder + [Substring(name)]).joined(separator: "/")
        guard OutputPlace.kind(of: file) == .file else { continue }
        let found = FactsReader.stepNames(inTasks: try AnnotationFiles.text(of: file))
        names.merge(found) { first, _ in first }
      }
    }
    return names
  }

  /// The text of the facts document.
  public func text() throws(SkilletError) -> String {
    do {
      return try document.json.text()
    } catch {
      throw SkilletError(.badData, "cannot write the facts: \(error)")
    }
  }

  /// A line a source for people: how many facts of which kinds.
  public var summary: String {
    let kinds = Dictionary(grouping: document.facts) { "\($0.source) \($0.kind.rawValue)" }
    let lines = kinds.sorted { $0.key < $1.key }.map { "\($0.key.printable): \($0.value.count)" }
    return """
      \(document.videos.count) videos, \(document.facts.count) facts, \
      \(document.entities.count) entities
      \(lines.joined(separator: "\n"))

      """
  }
}
