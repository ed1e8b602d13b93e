internal import Foundation

/// A file that appears whole or not at all: it is written beside its place and renamed.
enum AtomicFile {
  static func write(_ bytes: [UInt8], to path: String) throws(SkilletError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SkilletError(
        .cannotWrite,
        "\(path): cannot write: \((error as NSError).localizedDescription); "
          + "free some space or choose another --out")
    }
  }
}
