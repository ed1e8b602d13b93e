import Foundation

/// The shared data beside the checkout; nil where it is absent.
let sharedData: URL? = {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let beside = here.appendingPathComponent("../../../shared/data").standardizedFileURL
  let stated = ProcessInfo.processInfo.environment["SKILLET_SHARED"]
    .map { URL(fileURLWithPath: $0).appendingPathComponent("data") }
  return [stated, beside].compactMap { $0 }
    .first { FileManager.default.fileExists(atPath: $0.path) }
}()
