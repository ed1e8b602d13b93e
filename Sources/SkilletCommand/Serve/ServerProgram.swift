internal import Foundation
internal import Skillet

/// The program `skillet-server`, wherever it was built.
struct ServerProgram {
  static let buildLine = "swift build -c release --product skillet-server"
  private static let name = "skillet-server"

  let path: String

  /// Looks beside this program, then in `PATH`.
  ///
  /// - Throws: `SkilletError` (1) that says how to build it where it is in neither.
  static func find() throws(SkilletError) -> ServerProgram {
    let own = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let folders =
      [own?.path].compactMap { $0 }
      + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in folders {
      let path = URL(fileURLWithPath: folder).appendingPathComponent(name).path
      var facts = stat()
      if unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
        unsafe access(path, X_OK) == 0
      {
        return ServerProgram(path: path)
      }
    }
    throw SkilletError(
      .failed, "the page is a program of its own that is not built yet: run `\(buildLine)`")
  }

  /// Goes on as that program; returns only by throwing.
  func replaceThisProgram(_ arguments: [String]) throws(SkilletError) {
    let words = [path] + arguments
    var pointers = unsafe words.map { unsafe strdup($0) }
    defer {
      unsafe pointers.forEach { unsafe free($0) }
    }
    unsafe pointers.append(nil)
    unsafe execv(path, pointers)
    let reason = unsafe String(cString: strerror(errno))
    throw SkilletError(.failed, "\(path): cannot be started: \(reason); build it again")
  }
}
