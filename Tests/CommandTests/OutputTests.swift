import Foundation
import Testing

/// Outputs appear whole or not at all, and nobody's files are overwritten unasked.
@Suite struct OutputTests {
  private func expectRefusal(
    _ arguments: [String], _ words: String, in box: Sandbox, folder: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let run = try Tool.run(arguments, in: box)
    #expect(run.code == 73, "\(run.story)", sourceLocation: location)
    #expect(run.out == "", "\(run.story)", sourceLocation: location)
    #expect(run.complaints.count == 1, "\(run.story)", sourceLocation: location)
    #expect(run.err.contains(words), "not \(words): \(run.story)", sourceLocation: location)
    #expect(run.err.contains("; "), "no advice: \(run.story)", sourceLocation: location)
    try box.expectUntouched(before, run.story, location: location)
  }

  @Test func resultsOfAnEarlierRunAreKeptWithoutForce() throws {
    try inSandbox { box in
      try box.write("demo.skillet/segments.json", Array("mine".utf8))
      try box.write("demo.skillet/notes.txt", Array("mine too".utf8))
      try box.copy(Fixture.still(), as: "demo.mp4")
      try expectRefusal(["segment", "demo.mp4"], "segments.json exists already", in: box)
      try expectRefusal(["segment", "demo.mp4", "--dry-run"], "--force", in: box)
      let run = try Tool.run(["segment", "demo.mp4", "--force", "--report"], in: box)
      #expect(run.code == 0, "\(run.story)")
      _ = try box.json("demo.skillet/segments.json")
      #expect(try box.text("demo.skillet/notes.txt") == "mine too")
      #expect(
        try box.names() == [
          "demo.mp4", "demo.skillet", "demo.skillet/notes.txt", "demo.skillet/report.html",
          "demo.skillet/segments.json", "demo.skillet/signal.csv",
        ])
      // A report of other segments would mislead: it goes, and that is said.
      let bare = try Tool.run(["segment", "demo.mp4", "--force"], in: box)
      #expect(bare.code == 0 && bare.out.contains("report.html: removed"), "\(bare.story)")
      #expect(try !box.contents().keys.contains { $0.hasSuffix("report.html") })
      let again = try Tool.run(["segment", "demo.mp4", "--force", "--report"], in: box)
      #expect(again.code == 0, "\(again.story)")
    }
  }

  @Test func aFolderWithOtherThingsIsAddedTo() throws {
    try inSandbox { box in
      try box.write("out/notes.txt", Array("mine".utf8))
      let run = try Tool.run(["segment", Fixture.still(), "--out", "out"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(
        try box.names() == ["out", "out/notes.txt", "out/segments.json", "out/signal.csv"])
    }
  }

  @Test func theWorkingFolderAndALinkAreFoldersToo() throws {
    try inSandbox { box in
      try box.copy(Fixture.still(), as: "demo.mp4")
      let here = try Tool.run(["segment", "demo.mp4", "--out", "."], in: box)
      #expect(here.code == 0, "\(here.story)")
      #expect(try box.names() == ["demo.mp4", "segments.json", "signal.csv"])
      try FileManager.default.createDirectory(
        atPath: box.path("real"), withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: box.path("link"), withDestinationPath: "real")
      let link = try Tool.run(["segment", "demo.mp4", "--out", "link/"], in: box)
      #expect(link.code == 0, "\(link.story)")
      #expect(try box.names().contains("real/segments.json"))
    }
  }

  @Test func whatIsInTheWayIsNamed() throws {
    try inSandbox { box in
      try box.write("file", Array("mine".utf8))
      try box.write("out/segments.json/x", Array("mine".utf8))
      try FileManager.default.createSymbolicLink(
        atPath: box.path("nowhere"), withDestinationPath: "does/not/exist")
      let video = try Fixture.still()
      try expectRefusal(["segment", video, "--out", "file"], "in the way", in: box)
      try expectRefusal(["segment", video, "--out", "file", "--force"], "in the way", in: box)
      try expectRefusal(["segment", video, "--out", "file/sub"], "no folder", in: box)
      try expectRefusal(["segment", video, "--out", "nowhere"], "in the way", in: box)
      try expectRefusal(
        ["segment", video, "--out", "out", "--force"], "segments.json is a folder", in: box)
    }
  }

  @Test func aPlaceThatTakesNoFilesIsNamed() throws {
    try inSandbox { box in
      let video = try Fixture.still()
      try expectRefusal(["segment", video, "--out", "/proc/skillet/x"], "/proc/skillet/x", in: box)
      try expectRefusal(["features", video, "--out", "/proc/x.npy"], "/proc/x.npy", in: box)
    }
  }

  @Test(.enabled(if: Tool.canBeUnprivileged, "nobody but root can run the tool here"))
  func aFolderWithoutPermissionIsRefusedBeforeTheVideoIsRead() throws {
    try inSandbox { box in
      try FileManager.default.createDirectory(
        atPath: box.path("locked"), withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o555])
      // The video is missing, so a refusal of the folder came first.
      for arguments in [
        ["segment", "missing.mp4", "--out", "locked"],
        ["segment", "missing.mp4", "--out", "locked/a/b"],
        ["features", "missing.mp4", "--out", "locked/f.npy"],
      ] {
        let run = try Tool.runUnprivileged(arguments, in: box)
        #expect(run.code == 73 && run.err.contains("no permission"), "\(run.story)")
        #expect(run.complaints.count == 1, "\(run.story)")
      }
      #expect(try box.names() == ["locked"])
    }
  }

  @Test func aFailureTakesTheFoldersItMadeAway() throws {
    try inSandbox { box in
      let run = try Tool.run(
        ["segment", "missing.mp4", "--out", "new/and/deep", "--report"], in: box)
      #expect(run.code == 66, "\(run.story)")
      #expect(try box.names() == [], "\(run.story)")
    }
  }

  @Test func dryRunWritesNothingAndNamesEverything() throws {
    try inSandbox { box in
      let run = try Tool.run(
        [
          "segment", Fixture.still(), "--dry-run", "--out", "a/b", "--report", "--format",
          "csv,vtt",
        ], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(try box.names() == [])
      let wanted = ["segments.json", "signal.csv", "segments.csv", "segments.vtt", "report.html"]
      let named = run.out.split(separator: "\n").dropFirst().map(String.init)
      #expect(named == wanted.map { "  a/b/\($0)" }, "\(run.story)")
    }
  }

  @Test func aFullStandardOutputIsAFailure() throws {
    try inSandbox { box in
      let full = try Tool.shell(
        "\"$0\" inspect \"$1\" --frames >/dev/full", [Fixture.still()], in: box)
      #expect(full.code == 73, "\(full.story)")
      #expect(full.err.contains("standard output"), "\(full.story)")
    }
  }

  @Test(.enabled(if: FullDisk.canBeMade, "a disk can be mounted by root only"))
  func aFullDiskLeavesNothingBehind() throws {
    try inSandbox { box in
      let video = try Fixture.scenes()
      try FullDisk.with(kilobytes: 16, at: box.path("disk")) {
        try box.write("disk/keep/segments.json", Array("mine".utf8))
        try box.write("disk/keep.npy", Array("mine".utf8))
        let report = ["segment", video, "--report", "--out"]
        try expectRefusal(report + ["disk/new"], "the disk is full", in: box)
        try expectRefusal(report + ["disk/deep/er/new"], "the disk is full", in: box)
        try expectRefusal(report + ["disk/keep", "--force"], "the disk is full", in: box)
        try expectRefusal(
          ["features", video, "--out", "disk/f.npy"], "the disk is full", in: box)
        try expectRefusal(
          ["features", video, "--out", "disk/keep.npy", "--force"], "the disk is full", in: box)
        try expectRefusal(
          ["features", video, "--out", "disk/f.safetensors"], "the disk is full", in: box)
      }
    }
  }
}

/// A tiny disk in memory, to be filled.
enum FullDisk {
  /// Whether this user may mount one; tried once.
  static let canBeMade: Bool = {
    guard getuid() == 0, let box = try? Sandbox() else { return false }
    defer { box.remove() }
    return (try? with(kilobytes: 16, at: box.path("try")) {}) != nil
  }()

  static func with(kilobytes: Int, at path: String, _ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Fixture.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    defer { try? Fixture.run("umount", [path]) }
    try body()
  }
}
