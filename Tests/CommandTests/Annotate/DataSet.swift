import Foundation
import Testing

/// A small data set in a sandbox and what a run made of it.
extension Sandbox {
  /// Puts short videos into `in`, every one another.
  func makeDataSet(_ names: [String] = ["a.mp4", "b.mp4", "sub/c.mp4"]) throws {
    for (number, name) in names.enumerated() {
      try FileManager.default.createDirectory(
        at: url.appendingPathComponent("in/\(name)").deletingLastPathComponent(),
        withIntermediateDirectories: true)
      try copy(Self.clip(number), as: "in/\(name)")
    }
  }

  /// A clip of 20 to 27 frames, 64 x 36.
  static func clip(_ number: Int) throws -> String {
    let kind = number % 8
    return try Fixture.make(
      "clip\(kind).mp4",
      "-f lavfi -i testsrc2=s=64x36:r=25 -frames:v \(20 + kind) -c:v mpeg4 -q:v 5 -pix_fmt yuv420p")
  }

  /// The lines of all ledgers of a run, read by Foundation.
  func ledger(_ out: String = "out") throws -> [[String: Any]] {
    let folder = url.appendingPathComponent("\(out)/ledger")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      try lines("\(out)/ledger/\($0)").map { try jsonObject(Data($0.utf8), $0) }
    }
  }

  /// The files that decide what a run found: documents, pictures, exports.
  func results(_ out: String = "out") throws -> [String: Data] {
    try contents().filter { name, _ in
      ["documents", "thumbnails", "exports", "signals", "failed.csv"].contains {
        name.hasPrefix("\(out)/\($0)")
      }
    }.reduce(into: [:]) { $0[String($1.key.dropFirst(out.count))] = $1.value }
  }
}

/// The worker processes of a run, by its parent's number.
func workers(of parent: Int32) throws -> [Int32] {
  try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter {
    guard let line = try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8),
      let fields = line.split(separator: ")").last?.split(separator: " ")
    else { return false }
    return fields.count > 1 && fields[1] == "\(parent)" && fields[0] != "Z"
  }
}
