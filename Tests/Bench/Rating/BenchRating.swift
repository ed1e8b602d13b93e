import Foundation
import LinearAlgebra
import Rating

/// Times Elo, Bradley-Terry and bootstrap samples on the arrays of a folder, or Swiss rounds.
///
/// `bench-rating scores FOLDER ITEMS` reads `left.i32`, `right.i32` and `winner.u8` (0 left, 1 right,
/// 2 tie) and writes `elo.f64` and `bradley-terry.f64` (worths); `bench-rating swiss ITEMS` pairs seven
/// rounds. Times are printed as JSON.
@main struct BenchRating {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "scores" where arguments.count >= 4:
      try scores(
        URL(fileURLWithPath: arguments[2]), items: Int(arguments[3]) ?? 0,
        samples: arguments.count > 4 ? Int(arguments[4]) ?? 0 : 100)
    case "swiss" where arguments.count == 3: try swiss(items: Int(arguments[2]) ?? 0)
    default: print("bench-rating scores FOLDER ITEMS [SAMPLES] | bench-rating swiss ITEMS")
    }
  }

  static func scores(_ folder: URL, items: Int, samples: Int) throws {
    func array<Element: BitwiseCopyable>(_ name: String, _ zero: Element) throws -> [Element] {
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      var values = [Element](repeating: zero, count: data.count / MemoryLayout<Element>.stride)
      _ = unsafe values.withUnsafeMutableBytes { unsafe data.copyBytes(to: $0) }
      return values
    }
    func write(_ values: [Double], _ name: String) throws {
      let data = unsafe values.withUnsafeBytes { unsafe Data($0) }
      try data.write(to: folder.appendingPathComponent(name))
    }
    let left = try array("left.i32", Int32(0))
    let right = try array("right.i32", Int32(0))
    let winner = try array("winner.u8", UInt8(0))

    // The best of three, for it takes a fraction of a second.
    var ratings: [Double] = []
    let eloSeconds =
      (0..<3).map { _ in
        measure("elo") {
          let matches = left.indices.map {
            Match(
              left: Int(left[$0]), right: Int(right[$0]),
              score: winner[$0] == 0 ? 1 : winner[$0] == 1 ? 0 : 0.5)
          }
          ratings = Elo().scores(matches, items: items)
        }
      }.min() ?? 0
    try write(ratings, "elo.f64")
    var fit: BradleyTerryFit?
    var comparisons: [Comparison] = []
    let fitSeconds = measure("bradley-terry") {
      comparisons = left.indices.map {
        Comparison(
          left: Int(left[$0]), right: Int(right[$0]), leftVotes: winner[$0] == 0 ? 1 : 0,
          rightVotes: winner[$0] == 1 ? 1 : 0, ties: winner[$0] == 2 ? 1 : 0)
      }
      fit = BradleyTerry(ridge: 0).fit(comparisons, items: items)
    }
    try write(fit?.worths.map { $0 ?? .nan } ?? [], "bradley-terry.f64")
    let bootstrapSeconds = measure("bootstrap") {
      if samples > 0, let fit {
        _ = RatingBootstrap(samples: samples).scores(of: fit, comparisons)
      }
    }
    print(
      """
      {"elo": \(eloSeconds), "bradleyTerry": \(fitSeconds), "bootstrap": \(bootstrapSeconds), \
      "samples": \(samples), "iterations": \(fit?.iterations ?? 0), \
      "converged": \(fit?.converged ?? false), "peakMiB": \(peakMemory())}
      """)
  }

  static func swiss(items: Int) throws {
    var generator = SplitMix64(seed: 1)
    let skills = generator.normals(items)
    var history = PairingHistory(items: items)
    var points = [Double](repeating: 0, count: items)
    var times: [String] = []
    for number in 0..<7 {
      var round = PairingRound(pairs: [])
      let seconds = try measure("round \(number + 1)") {
        round = try SwissPairing(seed: UInt64(number)).round(scores: points, history: history)
      }
      times.append("\(seconds)")
      history.append(round)
      for pair in round.pairs {
        let isLeft = skills[pair.left] + generator.normals(2)[0] > skills[pair.right]
        points[isLeft ? pair.left : pair.right] += 1
      }
    }
    // Scores that are all different, as those of a fit are.
    let fitted = skills.map(Double.init)
    let seconds = try measure("different scores") {
      _ = try SwissPairing(seed: 9).round(scores: fitted, history: history)
    }
    print(
      """
      {"items": \(items), "rounds": [\(times.joined(separator: ", "))], \
      "differentScores": \(seconds), "peakMiB": \(peakMemory())}
      """)
  }

  static func measure(_ what: String, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    let seconds = duration / .seconds(1)
    return (seconds * 10_000).rounded() / 10_000
  }

  /// The highest resident size of the process so far.
  static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
  }
}
