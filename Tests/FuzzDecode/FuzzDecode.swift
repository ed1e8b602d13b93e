import Foundation

/// Feeds damaged videos to the reader.
///
///     fuzz-decode [--seed 1] [--count 1000] [--seconds S] [--folder DIR] [--patience 60]
///     fuzz-decode --replay FILE...
///
/// Each mutant is written to `DIR` before it is read, by a child process. One that crashes the child,
/// breaks an invariant or takes longer than `--patience` seconds stays there as `crash-SEED` or
/// `slow-SEED`, and the run goes on with the next seed. Ends with 1 where there was any.
@main struct FuzzDecode {
  static func main() throws {
    let arguments = Arguments(CommandLine.arguments)
    if !arguments.replays.isEmpty {
      // The seed decides threads and seeks; a kept file carries its own in its name.
      for path in arguments.replays {
        let name = path.split(separator: "/").last ?? ""
        let seed = name.split(separator: "-").dropFirst().first.flatMap { UInt64($0) }
        print(path, Trial.run(path, seed: seed ?? arguments.seed))
      }
      return
    }
    try FileManager.default.createDirectory(
      atPath: arguments.folder, withIntermediateDirectories: true)
    if arguments.isChild {
      try runTrials(arguments)
    } else {
      var supervisor = Supervisor(arguments)
      let finds = try supervisor.run()
      if finds > 0 { exit(1) }
    }
  }

  /// One mutant after another, in this process; the file `mutant-…` at hand tells where it is.
  static func runTrials(_ arguments: Arguments) throws {
    let seeds = try SeedVideos.load(arguments.folder)
    var tally: [String: Int] = [:]
    for seed in arguments.seed..<arguments.seed + arguments.count {
      var random = Seeded(seed)
      let source = seeds[Int(seed % UInt64(seeds.count))]
      let mutant = Mutation.apply(to: source.bytes, using: &random)
      let path = "\(arguments.folder)/mutant-\(seed)-\(source.name)"
      try Data(mutant).write(to: URL(fileURLWithPath: path))
      tally[Trial.run(path, seed: seed), default: 0] += 1
      try FileManager.default.removeItem(atPath: path)
    }
    try tally.map { "\($0.value) \($0.key)" }.joined(separator: "\n")
      .write(toFile: "\(arguments.folder)/tally", atomically: true, encoding: .utf8)
  }
}

/// What the command line asks for.
struct Arguments {
  var seed: UInt64 = 1
  var count: UInt64 = 1000
  var seconds = Double.infinity
  var folder = NSTemporaryDirectory() + "/fuzz-decode"
  var patience = 60.0
  var isChild = false
  var replays: [String] = []

  init(_ words: [String]) {
    var words = words.dropFirst()
    while let word = words.popFirst() {
      switch word {
      case "--seed": seed = words.popFirst().flatMap { UInt64($0) } ?? seed
      case "--count": count = words.popFirst().flatMap { UInt64($0) } ?? count
      case "--seconds":
        seconds = words.popFirst().flatMap { Double($0) } ?? seconds
        count = 1 << 40
      case "--folder": folder = words.popFirst() ?? folder
      case "--patience": patience = words.popFirst().flatMap { Double($0) } ?? patience
      case "--child": isChild = true
      case "--replay":
        replays = Array(words)
        return
      default:
        FileHandle.standardError.write(Data("unknown argument \(word)\n".utf8))
        exit(64)
      }
    }
  }
}

/// Random numbers that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
