internal import ArgumentParser

/// The options that hand a run to a cluster.
struct SlurmOptions: ParsableArguments {
  @Option(help: "Where the run goes: local, or slurm (a job array and a merge after it).")
  var engine = Engine.local

  @Option(help: "With --engine slurm: tasks of the job array.")
  var shards = 8

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "With --engine slurm: an option of sbatch, as --sbatch --partition=main; may be given again.",
      valueName: "option"))
  var sbatch: [String] = []

  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case local, slurm
  }

  func validate() throws {
    guard (1...100_000).contains(shards) else {
      throw ValidationError("--shards lies in 1...100000")
    }
    if engine == .local, !sbatch.isEmpty {
      throw ValidationError("--sbatch needs --engine slurm")
    }
    if let bad = sbatch.first(where: { !$0.hasPrefix("-") || $0.contains("\n") }) {
      throw ValidationError("\"\(bad)\" is no option of sbatch; write --sbatch --partition=main")
    }
  }

  /// The arguments that every shard gets: all but those of this group.
  static func shardArguments(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" { return kept + [word] + rest }
      switch word {
      case "--engine", "--shards", "--sbatch": rest = rest.dropFirst()
      case "--dry-run": break
      default:
        if ["--engine=", "--shards=", "--sbatch="].contains(where: word.hasPrefix) { continue }
        kept.append(word)
      }
    }
    return kept
  }
}
