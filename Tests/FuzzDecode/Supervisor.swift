import Foundation

/// Runs children over the seeds, and keeps what broke one of them.
struct Supervisor {
  private let arguments: Arguments
  private let block: UInt64 = 200
  private var tally: [String: Int] = [:]

  init(_ arguments: Arguments) { self.arguments = arguments }

  /// The number of mutants that broke a child.
  mutating func run() throws -> Int {
    _ = try SeedVideos.load(arguments.folder)
    let start = Date()
    let end = arguments.seed + arguments.count
    var (seed, finds) = (arguments.seed, 0)
    while seed < end, Date().timeIntervalSince(start) < arguments.seconds {
      let count = min(block, end - seed)
      guard let (culprit, kind) = try runChild(from: seed, count: count) else {
        seed += count
        try addTally()
        continue
      }
      finds += 1
      print("\(kind): seed \(culprit)")
      seed = culprit + 1
    }
    let time = Int(Date().timeIntervalSince(start))
    print("\(seed - arguments.seed) mutants from seed \(arguments.seed), \(finds) finds, \(time) s")
    for (outcome, count) in tally.sorted(by: { $0.value > $1.value }) { print(count, outcome) }
    return finds
  }

  /// Adds what a child counted.
  private mutating func addTally() throws {
    let text = try String(contentsOfFile: "\(arguments.folder)/tally", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      tally[String(words[1]), default: 0] += Int(words[0]) ?? 0
    }
  }

  /// The seed that broke the child and how; nil where all went well.
  private func runChild(from seed: UInt64, count: UInt64) throws -> (UInt64, String)? {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    child.arguments = [
      "--child", "--seed", "\(seed)", "--count", "\(count)", "--folder", arguments.folder,
    ]
    child.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no"]
    ) { given, _ in given }
    try child.run()
    var (current, since, isSlow) = ("", Date(), false)
    while child.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      let mutant = self.mutant
      if mutant != current { (current, since) = (mutant, Date()) }
      if !current.isEmpty, Date().timeIntervalSince(since) > arguments.patience {
        isSlow = true
        child.terminate()
        Thread.sleep(forTimeInterval: 0.5)
        kill(child.processIdentifier, SIGKILL)
      }
    }
    child.waitUntilExit()
    guard child.terminationStatus != 0 || child.terminationReason == .uncaughtSignal else {
      return nil
    }
    let left = mutant
    guard let culprit = left.split(separator: "-").dropFirst().first.flatMap({ UInt64($0) }) else {
      throw CocoaError(.fileReadNoSuchFile)
    }
    let kind = isSlow ? "slow" : "crash"
    let kept = "\(arguments.folder)/\(kind)\(left.dropFirst("mutant".count))"
    try? FileManager.default.removeItem(atPath: kept)
    try FileManager.default.moveItem(atPath: "\(arguments.folder)/\(left)", toPath: kept)
    return (culprit, kind)
  }

  /// The file that the child has at hand.
  private var mutant: String {
    let names = try? FileManager.default.contentsOfDirectory(atPath: arguments.folder)
    return names?.first { $0.hasPrefix("mutant-") } ?? ""
  }
}
