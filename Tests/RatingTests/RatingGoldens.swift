import Foundation
import Rating

/// Answers of other programs, in Tests/Goldens.
enum RatingGoldens {
  static func lines(_ path: String) throws -> [[String]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Goldens/\(path)").standardizedFileURL
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    if lines.count < 2 { throw CocoaError(.fileReadCorruptFile) }
    return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Evalica's comparisons of a name and its scores by a method (Apache-2.0).
  struct Evalica {
    var names: [String] = []
    var comparisons: [Comparison] = []
    var scores: [Double] = []

    init(_ set: String, _ method: String) throws {
      for row in try RatingGoldens.lines("evalica/\(set).csv").dropFirst() {
        for name in row[..<2] where !names.contains(name) { names.append(name) }
        guard let left = names.firstIndex(of: row[0]), let right = names.firstIndex(of: row[1])
        else { throw CocoaError(.fileReadCorruptFile) }
        comparisons.append(
          Comparison(
            left: left, right: right, leftVotes: row[2] == "left" ? 1 : 0,
            rightVotes: row[2] == "right" ? 1 : 0, ties: row[2] == "tie" ? 1 : 0))
      }
      scores = [Double](repeating: .nan, count: names.count)
      for row in try RatingGoldens.lines("evalica/\(set)-golden.csv") where row[0] == method {
        guard let item = names.firstIndex(of: row[1]), let score = Double(row[2]) else {
          throw CocoaError(.fileReadCorruptFile)
        }
        scores[item] = score
      }
    }
  }
}
