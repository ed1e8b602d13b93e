import Foundation
import Testing

/// What a run over a data set does where things go wrong.
@Suite struct AnnotateFaultTests {
  private let command = ["annotate", "in", "--out", "out", "--jobs", "1"]

  @Test func `A video that takes too long costs one video`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4", "c.mp4"])
      try box.copy(Fixture.long(), as: "in/b.mp4")
      let run = try Tool.run(command + ["--timeout", "500ms"], in: box)
      #expect(run.code == 2, "\(run.story)")
      #expect(
        run.err.contains(
          "failed: b: in/b.mp4: took longer than --timeout, 0.5 s; it was tried twice"),
        "\(run.story)")
      #expect(try box.names().isSuperset(of: ["out/documents/a.json", "out/documents/c.json"]))
    }
  }

  @Test(arguments: [SIGKILL, SIGSEGV])
  func `A worker that dies costs one try, a second death the video`(signal: Int32) throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.copy(Fixture.long(), as: "in/b.mp4")
      let run = try Run(command, in: box)
      var killed: Set<Int32> = []
      _ = try run.wait {
        for worker in try workers(of: run.id) where !killed.contains(worker) {
          guard isReading("b.mp4", worker) else { continue }
          kill(worker, signal)
          killed.insert(worker)
        }
        return killed.count == 2
      }
      let outcome = try run.finish()
      #expect(outcome.code == 2, "\(outcome.story)")
      #expect(outcome.err.contains("failed: b: in/b.mp4: its process"), "\(outcome.story)")
      #expect(try box.names().contains("out/documents/a.json"))
      #expect(try box.names().filter { $0.hasSuffix(".part") }.isEmpty)
    }
  }

  /// Whether a process has a file of that name open.
  private func isReading(_ name: String, _ process: Int32) -> Bool {
    let folder = "/proc/\(process)/fd"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)"))?
        .hasSuffix("/\(name)") == true
    }
  }

  @Test func `A second run on one folder is refused; after a kill the next goes on`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.copy(Fixture.long(), as: "in/b.mp4")
      let first = try Run(command, in: box)
      #expect(first.wait { (try? box.ledger().count) ?? 0 > 0 })
      let second = try Tool.run(command, in: box)
      #expect(second.code == 1, "\(second.story)")
      #expect(second.err.contains("another run is writing here"), "\(second.story)")
      first.send(SIGKILL)
      _ = try first.finish()
      let third = try Tool.run(command + ["--timeout", "300ms", "--json"], in: box)
      #expect(third.code == 2, "\(third.story)")
      #expect(try third.json()["doneBefore"] as? Int == 1)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `An interrupted run ends at once and is taken up again`(signal: Int32) throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.copy(Fixture.long(), as: "in/b.mp4")
      let run = try Run(command, in: box)
      #expect(run.wait { (try? box.ledger().count) ?? 0 > 0 })
      let children = try workers(of: run.id)
      run.send(signal)
      let outcome = try run.finish()
      #expect(outcome.code == 130, "\(outcome.story)")
      #expect(outcome.out.contains("1 done, 0 failed, 1 not reached"), "\(outcome.story)")
      #expect(children.allSatisfy { kill($0, 0) != 0 })
      try FileManager.default.removeItem(atPath: box.path("in/b.mp4"))
      try box.copy(Sandbox.clip(3), as: "in/b.mp4")
      #expect(try Tool.run(command, in: box).code == 0)
    }
  }

  @Test func `Workers end with their parent`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.copy(Fixture.long(), as: "in/b.mp4")
      let run = try Run(command, in: box)
      #expect(run.wait { (try? box.ledger().count) ?? 0 > 0 })
      let children = try workers(of: run.id)
      #expect(children.count == 1)
      run.send(SIGKILL)
      _ = try run.finish()
      for _ in 0..<500 where children.contains(where: { kill($0, 0) == 0 }) { usleep(10_000) }
      #expect(children.allSatisfy { kill($0, 0) != 0 })
    }
  }

  @Test func `A folder that holds something else is left alone`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.write("out/mine.txt", Array("mine".utf8))
      let before = try box.contents()
      let run = try Tool.run(command, in: box)
      #expect(run.code == 73, "\(run.story)")
      try box.expectUntouched(before, run.story)
      try box.write("file", Array("x".utf8))
      let file = try Tool.run(["annotate", "in", "--out", "file"], in: box)
      #expect(file.code == 73, "\(file.story)")
    }
  }

  @Test(.enabled(if: Tool.canBeUnprivileged, "needs a user whom permissions bind"))
  func `A folder that cannot be read is said and counts as a failure`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4", "closed/b.mp4"])
      for (name, mode) in [("", 0o777), ("in/closed", 0)] {
        try FileManager.default.setAttributes(
          [.posixPermissions: mode], ofItemAtPath: box.path(name))
      }
      defer {
        try? FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: box.path("in/closed"))
      }
      let run = try Tool.runUnprivileged(command, in: box)
      #expect(run.code == 2, "\(run.story)")
      #expect(run.out.contains("not read: in/closed: cannot read the folder"), "\(run.story)")
      #expect(run.out.contains("1 done"))
      let alone = try Tool.runUnprivileged(["annotate", "in/closed", "--out", "o2"], in: box)
      #expect(alone.code == 66, "\(alone.story)")
      let output = try Tool.runUnprivileged(["annotate", "in", "--out", "in/closed/o"], in: box)
      #expect(output.code == 73, "\(output.story)")
    }
  }

  private static let refusals: [(arguments: [String], code: Int32)] = [
    (["annotate", "in"], 64),
    (["annotate", "--out", "out"], 64),
    (["annotate", "in", "--out", "out", "--shard", "3/3"], 64),
    (["annotate", "in", "--out", "out", "--timeout", "30"], 64),
    (["annotate", "in", "--out", "out", "--jobs", "0"], 64),
    (["annotate", "in", "--out", "out", "--sbatch", "--x"], 64),
    (["annotate", "in", "--out", "out", "--camera", "top"], 64),
    (["annotate", "none", "--out", "out"], 66),
    (["annotate", "none*", "--out", "out"], 66),
    (["annotate", "in", "--out", "out", "--predictor", "none.safetensors"], 66),
  ]

  @Test(arguments: refusals)
  func `What cannot be done is refused before anything is written`(
    arguments: [String], code: Int32
  ) throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      let before = try box.contents()
      let run = try Tool.run(arguments, in: box)
      #expect(run.code == code, "\(run.story)")
      #expect(run.complaints.count >= 1)
      try box.expectUntouched(before, run.story)
    }
  }
}
