import Foundation

/// What the NumPy original of the detector said of a clip; see `Tests/Goldens/make_goldens`.
struct GoldenDetection {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Goldens")

  struct Cut: Hashable {
    var frame: Int
    var kind: String
    var score: Double
  }

  let video: String
  /// Columns of the signal by name.
  let signal: [String: [Double]]
  let cuts: [Cut]

  init(_ name: String) throws {
    video = Self.folder.appendingPathComponent("\(name).mp4").path
    let rows = try Self.rows("\(name).signal.csv")
    signal = Dictionary(
      uniqueKeysWithValues: rows[0].enumerated().map { place, title in
        (title, rows.dropFirst().map { Double($0[place]) ?? .nan })
      })
    cuts = try Self.rows("\(name).cuts.csv").dropFirst().map {
      Cut(frame: Int($0[0]) ?? -1, kind: $0[1], score: Double($0[2]) ?? .nan)
    }
  }

  func column(_ name: String) -> [Double] { signal[name] ?? [] }

  private static func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
  }
}
