internal import Annotations
internal import Batches
internal import Foundation

/// Hands a run over a data set to a Slurm cluster: `skillet annotate … --engine slurm`.
public struct SlurmSubmission: Sendable {
  private let job: SlurmJob
  private let plan: AnnotatePlan

  /// - Parameters:
  ///   - plan: what is to be done; its settings are checked here, before anything waits in a queue.
  ///   - arguments: those of `skillet annotate` for every shard.
  ///   - shards: tasks of the job array.
  ///   - options: further options of `sbatch`.
  public init(_ plan: AnnotatePlan, arguments: [String], shards: Int, options: [String]) {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    var job = SlurmJob(
      executable: AnnotateSelf.executable, arguments: arguments, folder: here.path,
      out: URL(fileURLWithPath: plan.folder.path, relativeTo: here).standardizedFileURL.path,
      shards: shards, processors: plan.options.jobs)
    job.options = options
    let formats = plan.outputs.formats.map(\.rawValue)
    if !formats.isEmpty { job.mergeArguments = ["--format", formats.joined(separator: ",")] }
    self.job = job
    self.plan = plan
  }

  private var scripts: [(path: String, text: String)] {
    [
      ("\(job.out)/slurm/annotate.sh", job.arrayScript),
      ("\(job.out)/slurm/merge.sh", job.mergeScript),
    ]
  }

  /// What would be handed in, for people.
  public var text: String {
    let commands = [
      SlurmJob.arrayCommand + [scripts[0].path],
      SlurmJob.mergeCommand(after: "JOB") + [scripts[1].path],
    ]
    return zip(scripts, commands).map { script, command in
      "# \(script.path)\n\(script.text)\n# \(ReportNotation.shell(command))\n"
    }.joined(separator: "\n")
  }

  /// Writes the scripts and hands them in; gives the numbers of the array and of the merge.
  public func submit() throws(SkilletError) -> (array: String, merge: String) {
    try SkilletError.translating { () throws(BatchError) in
      _ = try plan.folder.open(
        plan.run, folders: plan.outputs.folders + ["slurm"], replaces: plan.options.replaces)
      for script in scripts { try DurableFile.write(script.text.utf8, to: script.path) }
    }
    let array = try Self.run(SlurmJob.arrayCommand + [scripts[0].path])
    let merge = try Self.run(SlurmJob.mergeCommand(after: array) + [scripts[1].path])
    return (array, merge)
  }

  /// Runs `sbatch` and gives the number of the job.
  private static func run(_ words: [String]) throws(SkilletError) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    do {
      try process.run()
    } catch {
      throw SkilletError(.failed, "cannot start \(words[0]): \(error.localizedDescription)")
    }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // `--parsable` gives the number, and behind a semicolon the cluster.
    let number = text.split(whereSeparator: { ";\n ".contains($0) }).first.map(String.init)
    guard process.terminationStatus == 0, let number, number.allSatisfy(\.isNumber) else {
      let line = complaint.split(separator: "\n").first.map(String.init) ?? "it gave no job number"
      throw SkilletError(
        .failed, "sbatch: cannot hand in the job: \(line); look at it with --dry-run")
    }
    return number
  }
}

/// This program, as a worker or a cluster starts it again.
public enum AnnotateSelf {
  /// The path of the running executable.
  public static var executable: String {
    Bundle.main.executablePath ?? CommandLine.arguments[0]
  }

  /// A worker that is told the same command line.
  ///
  /// - Parameter arguments: those behind `skillet annotate`.
  public static func worker(_ arguments: [String]) -> [String] {
    ["annotate", "--worker"] + arguments
  }
}
