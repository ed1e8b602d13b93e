/// A job array that annotates a data set on a Slurm cluster, and the job that merges after it.
///
/// One task a shard. A task that the cluster takes away is queued again by Slurm (`--requeue`); one
/// whose process was killed queues itself again, three times at most. Whatever was done stays done,
/// as each task goes on where it was.
public struct SlurmJob: Sendable, Hashable {
  /// The tool.
  public var executable: String
  /// The arguments of `skillet annotate` for every shard, without `--shard`.
  public var arguments: [String]
  /// The folder that the jobs run in.
  public var folder: String
  /// The folder of the results, absolute.
  public var out: String
  /// Tasks of the array.
  public var shards: Int
  /// Processors a task.
  public var processors: Int
  /// Further arguments of the merge, such as the formats of the exports.
  public var mergeArguments: [String] = []
  /// Further options of `sbatch`, such as `--partition=main`.
  public var options: [String] = []

  /// Collects a job.
  public init(
    executable: String, arguments: [String], folder: String, out: String, shards: Int,
    processors: Int
  ) {
    self.executable = executable
    self.arguments = arguments
    self.folder = folder
    self.out = out
    self.shards = shards
    self.processors = processors
  }

  /// The script of the array.
  public var arrayScript: String {
    let words = arguments.map(Self.quoted).joined(separator: " ")
    return head(
      "skillet-annotate",
      ["--array=0-\(shards - 1)", "--requeue", "--cpus-per-task=\(processors)"], "%A_%a")
        + """
        cd \(Self.quoted(folder)) || exit 1
        \(Self.quoted(executable)) annotate --shard "$SLURM_ARRAY_TASK_ID/\(shards)" \(words)
        code=$?
        # Killed: queued again, as what was done stays done.
        if [ "$code" -gt 128 ] && [ "$code" -ne 130 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
          scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && sleep 60
        fi
        # 2: some videos failed; the ledger and the merge say which.
        [ "$code" -eq 2 ] && exit 0
        exit "$code"

        """
  }

  /// The script of the merge.
  public var mergeScript: String {
    let words = ([out] + mergeArguments).map(Self.quoted).joined(separator: " ")
    return head("skillet-merge", ["--requeue", "--cpus-per-task=1"], "%j-merge") + """
      cd \(Self.quoted(folder)) || exit 1
      exec \(Self.quoted(executable)) annotate --merge \(words)

      """
  }

  /// The commands that hand both in; each script is read from standard input.
  public static let arrayCommand = ["sbatch", "--parsable"]

  /// The command that hands in the merge, to begin once every task of the array has ended.
  public static func mergeCommand(after job: String) -> [String] {
    ["sbatch", "--parsable", "--dependency=afterany:\(job)"]
  }

  private func head(_ name: String, _ own: [String], _ log: String) -> String {
    let all =
      ["--job-name=\(name)"] + own
      + ["--open-mode=append", "--output=\(out)/slurm/\(log).log"] + options
    return "#!/bin/bash\n" + all.map { "#SBATCH \(Self.directive($0))\n" }.joined()
  }

  /// An option as `#SBATCH` reads it.
  private static func directive(_ option: String) -> String {
    option.contains(where: { " \t\"'\\".contains($0) })
      ? "\"" + option.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" : option
  }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_")
    if !word.isEmpty, word.allSatisfy(plain.contains) { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
