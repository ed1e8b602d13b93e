import Batches
import Foundation
import Testing

@Suite struct SlurmJobTests {
  private var job: SlurmJob {
    var job = SlurmJob(
      executable: "/opt/my tools/skillet", arguments: ["a'b/*.mp4", "--out", "o ut"],
      folder: "/data/x y", out: "/data/x y/o ut", shards: 3, processors: 4)
    job.options = ["--partition=main", "--comment=it's \"mine\""]
    return job
  }

  @Test func `The array has a task a shard and is queued again`() {
    let script = job.arrayScript
    for line in [
      "#SBATCH --array=0-2", "#SBATCH --requeue", "#SBATCH --cpus-per-task=4",
      "#SBATCH --partition=main", "cd '/data/x y' || exit 1",
    ] { #expect(script.split(separator: "\n").contains(Substring(line)), "\(line)\n\(script)") }
    #expect(
      script.contains(
        "'/opt/my tools/skillet' annotate --shard \"$SLURM_ARRAY_TASK_ID/3\" 'a'\\''b/*.mp4' --out 'o ut'"
      ), "\(script)")
    #expect(SlurmJob.mergeCommand(after: "7").contains("--dependency=afterany:7"))
    #expect(job.mergeScript.contains("annotate --merge '/data/x y/o ut'"))
  }

  @Test func `A shell reads both scripts`() throws {
    for script in [job.arrayScript, job.mergeScript] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-n", "-c", script]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(script)")
    }
  }
}
