internal import Annotations
internal import Foundation

/// Finds and reads the annotation files that arguments name.
enum AnnotationFiles {
  private static let extensions = ["json", "csv", "vtt", "txt"]

  /// The files that arguments stand for: a file for itself, a folder for what lies in it.
  ///
  /// A folder with a `segments` file stands for that one (of several formats for the document), one
  /// with a list of change points, `desc.txt`, for that, for the series lie beside it;
  /// in any other folder all files with the extension of an annotation count, and those of the
  /// folders within, in the order of their names. `signal.csv` is none. Where no file has such an
  /// extension, those without any count, as MS-TCN writes its predictions.
  ///
  /// - Parameter further: extensions that count beside the usual ones.
  static func list(_ paths: [String], further: [String] = []) throws(SkilletError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard FileManager.default.fileExists(atPath: path) else {
        throw SkilletError(.noInput, "\(path): there is no such file or folder")
      }
      let found = isFolder(path) ? try inFolder(path, extensions + further, depth: 0) : [path]
      if found.isEmpty {
        throw SkilletError(
          .noInput,
          "\(path): the folder holds no \((extensions + further).map { "." + $0 }.joined(separator: ", ")) to read"
        )
      }
      files += found
    }
    return files
  }

  /// The folders that hold the truth at one grain, where a data set's own folder is named: that with
  /// `groundTruth` in it, and perhaps `groundTruth_stage` and `groundTruth_stage3`.
  static func truthFolders(
    _ paths: [String], level: BoundaryTruth.Level
  ) throws(SkilletError) -> [String] {
    var folders: [String] = []
    for path in paths {
      let base = path.hasSuffix("/") ? path : path + "/"
      let last = path.split(separator: "/").last.map(String.init) ?? path
      if level != .skills, last != level.folderName,
        BoundaryTruth.Level.allCases.contains(where: { $0.folderName == last })
      {
        throw SkilletError(
          .usage, "\(path): this folder is not of the --level asked for; give the folder above it")
      }
      let isDataSet = isFolder(base + BoundaryTruth.Level.skills.folderName)
      if isDataSet, !isFolder(base + level.folderName) {
        throw SkilletError(
          .noInput, "\(path): the data set has no folder \(level.folderName) for this --level")
      }
      folders.append(isDataSet ? base + level.folderName : path)
    }
    return folders
  }

  private static func inFolder(
    _ folder: String, _ extensions: [String], depth: Int
  ) throws(SkilletError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw SkilletError(.noInput, "\(folder): cannot list the folder: \(error)")
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for format in [SegmentFormat.segments, .csv, .vtt, .mstcn] where names.contains(format.fileName)
    {
      return [base + format.fileName]
    }
    if names.contains("desc.txt") { return [base + "desc.txt"] }
    var files: [String] = []
    for name in names where !name.hasPrefix(".") && name != "signal.csv" {
      if isFolder(base + name) {
        // Deep enough for any data set, and an end for links that lead back.
        if depth < 8 { files += try inFolder(base + name, extensions, depth: depth + 1) }
      } else if extensions.contains(where: { name.lowercased().hasSuffix("." + $0) }) {
        files.append(base + name)
      }
    }
    if files.isEmpty {
      files = names.filter { !$0.contains(".") && !isFolder(base + $0) }.map { base + $0 }
    }
    return files
  }

  private static func isFolder(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  /// The text of a file; throws where it cannot be read or is not UTF-8.
  static func text(of path: String) throws(SkilletError) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      let reason =
        exists ? "cannot read it: \(error.localizedDescription)" : "there is no such file"
      throw SkilletError(.noInput, "\(path): \(reason)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SkilletError(.badData, "\(path): cannot read the text: it is not UTF-8")
    }
    return text
  }
}
