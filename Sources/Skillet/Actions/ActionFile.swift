internal import Annotations
internal import Foundation
internal import LinearAlgebra

/// Reads a file of actions of any kind: `.npy` and `.safetensors` by their contents and names, all
/// else as JSON or comma-separated values.
enum ActionFile {
  /// The largest file that is read, in bytes.
  static let longest = 1 << 30

  static func table(of path: String) throws(SkilletError) -> ActionTable {
    let bytes = try bytes(of: path)
    do {
      if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) || path.lowercased().hasSuffix(".npy") {
        return try ArrayActions(file: path).table(NPYFile.read(bytes, file: path))
      }
      if path.lowercased().hasSuffix(".safetensors") {
        return try ArrayActions(file: path).table(SafetensorsFile.read(bytes, file: path))
      }
      return try ActionTable(text: text(bytes, path), file: path)
    } catch let error as ArrayFileError {
      throw SkilletError(.badData, error.description)
    } catch let error as AnnotationError {
      throw SkilletError(error)
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(path): cannot read the actions: \(error)")
    }
  }

  /// Whether a file of JSON is an object with a member of that name.
  static func hasMember(_ key: String, _ path: String) throws(SkilletError) -> Bool {
    let text = try text(bytes(of: path), path)
    do {
      return try JSONValue(parsing: text, file: path)[key] != nil
    } catch {
      throw SkilletError(error)
    }
  }

  /// All bytes of a regular file of bearable size.
  static func bytes(of path: String) throws(SkilletError) -> [UInt8] {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    guard let facts = try? FileManager.default.attributesOfItem(atPath: url.path) else {
      throw SkilletError(.noInput, "\(path): cannot open: there is no such file; check the path")
    }
    guard facts[.type] as? FileAttributeType == .typeRegular else {
      throw SkilletError(.noInput, "\(path): cannot open: it is no regular file; give a file")
    }
    guard (facts[.size] as? Int ?? 0) <= longest else {
      throw SkilletError(
        .badData,
        "\(path): cannot read the file: it has more than \(longest >> 20) MiB; "
          + "give one file a video")
    }
    do {
      return try Array(Data(contentsOf: url))
    } catch {
      throw SkilletError(.noInput, "\(path): cannot read the file: \(error.localizedDescription)")
    }
  }

  /// Bytes as UTF-8; kinds of files that people try are told apart.
  static func text(_ bytes: [UInt8], _ path: String) throws(SkilletError) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) { return text }
    let (kind, advice) =
      switch Array(bytes.prefix(4)) {
      case Array("PAR1".utf8): ("a Parquet table", "write its columns to .safetensors or .csv")
      case [0x50, 0x4B, 3, 4]: ("a .npz or .zip archive", "save the array alone with numpy.save")
      default: ("not text in UTF-8", "give .json, .csv, .npy or .safetensors")
      }
    throw SkilletError(.badData, "\(path): cannot read the file: it is \(kind); \(advice)")
  }
}
