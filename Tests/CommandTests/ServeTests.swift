import Foundation
import Testing

/// `skillet serve` as it starts, fails to start, and ends; what it serves is tested over HTTP.
@Suite struct ServeTests {
  /// An environment in which no program is found by its name.
  private let empty = ["PATH": "/nonexistent"]

  @Test func whereThePageIsNotBuiltTheOneCommandIsNamed() throws {
    try inSandbox { box in
      try tool(in: box)
      let run = try Run(["serve", "."], in: box, environment: empty, program: box.path("skillet"))
        .finish()
      #expect(run.code == 1 && run.out == "", "\(run.story)")
      #expect(run.complaints.count == 1, "\(run.story)")
      #expect(
        run.err.contains("`swift build -c release --product skillet-server`"), "\(run.story)")
    }
  }

  @Test func aProgramInThePathIsStartedWithTheSameArguments() throws {
    try inSandbox { box in
      try tool(in: box)
      try box.write("bin/skillet-server", Array("#!/bin/sh\nprintf '%s|' \"$@\"\n".utf8))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: box.path("bin/skillet-server"))
      let run = try Run(
        [
          "serve", "--port", "9", "--open", "--listen=-x", "--invite", "Ann B", "--invite",
          "Ben",
          "--", "-place",
        ], in: box, environment: ["PATH": box.path("bin") + ":/bin:/usr/bin"],
        program: box.path("skillet")
      ).finish()
      #expect(run.code == 0, "\(run.story)")
      #expect(
        run.out == "--port|9|--open|--listen=-x|--invite=Ann B|--invite=Ben|--|-place|",
        "\(run.story)")
    }
  }

  @Test func theServerTakesExactlyTheOptionsOfTheCommand() throws {
    try inSandbox { box in
      let server = URL(fileURLWithPath: Tool.path).deletingLastPathComponent()
        .appendingPathComponent("skillet-server").path
      let runs = [
        try Tool.run(["serve", "--help"], in: box),
        try Run(["--help"], in: box, program: server).finish(),
      ]
      let options = runs.map { run in
        run.out.matches(of: /(?m)^  (--[a-z-]+)(?: <[a-z-]+>)?/).map { String($0.output.1) }
      }
      #expect(options[0] == options[1] && options[0].contains("--lease"), "\(runs[0].story)")
    }
  }

  @Test(.enabled(if: Tool.canBeUnprivileged)) func invitationsThatCannotBeKeptAreSaid() throws {
    try inSandbox { box in
      try documents(in: box)
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: box.path("o"))
      let run = try Tool.runUnprivileged(["serve", "o", "--port", "0", "--invite", "Ann"], in: box)
      #expect(run.code == 73 && run.err.contains("cannot be kept"), "\(run.story)")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: box.path("o"))
    }
  }

  @Test func aFolderWithoutDocumentsIsSaid() throws {
    try inSandbox { box in
      let run = try Tool.run(["serve", "--port", "0", "--invite", "Ann", "."], in: box)
      #expect(run.code == 66 && run.complaints.count == 1, "\(run.story)")
      #expect(try box.names().isEmpty, "\(run.story)")
      #expect(run.err.contains("there is no document in the folder"), "\(run.story)")
    }
  }

  @Test(arguments: [
    (["nowhere"], 66, "no such file"), (["a\u{1B}[31mb"], 66, "no such file"),
    ([".", "--listen", "127.0.0.1"], 64, "--invite"), ([".", "--invite", " "], 64, "a name has"),
    ([".", "--invitations", "nowhere"], 66, "names cannot be read"),
    ([".", "--port", "70000"], 64, "--port takes"), (["/dev/null"], 66, "neither a file nor"),
    ([".", "--port", "0", "--listen", "no..name", "--invite", "Ann"], 64, "no machine is known"),
    ([".", "--port", "0", "--listen", "203.0.113.7", "--invite", "Ann"], 64, "no such address"),
  ])
  func whatCannotBeServedIsSaidInOneLine(
    arguments: [String], code: Int32, reason: String
  ) throws {
    try inSandbox { box in
      try documents(in: box)
      let run = try Tool.run(["serve"] + arguments, in: box)
      #expect(run.code == code && run.out == "", "\(run.story)")
      #expect(run.err.contains(reason), "\(run.story)")
      #expect(!run.err.contains("\u{1B}"), "\(run.story)")
      if code != 64 { #expect(run.complaints.count == 1, "\(run.story)") }
    }
  }

  @Test(.enabled(if: Tool.canBeUnprivileged)) func aFolderThatMayNotBeReadIsSaid() throws {
    try inSandbox { box in
      try box.write("locked/a.json", [])
      try FileManager.default.setAttributes(
        [.posixPermissions: 0], ofItemAtPath: box.path("locked"))
      let run = try Tool.runUnprivileged(["serve", "locked"], in: box)
      #expect(run.code == 66 && run.err.contains("no permission"), "\(run.story)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: box.path("locked"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func oneAddressIsPrintedAndASignalEndsItCleanly(signal: Int32) throws {
    try inSandbox { box in
      try documents(in: box)
      let run = try Run(["serve", "--port", "0", "--invite", "Ann", "."], in: box)
      #expect(run.wait { run.printed.hasSuffix("\n") })
      run.send(signal)
      let outcome = try run.finish(limit: 10)
      #expect(outcome.code == 0, "\(outcome.story)")
      let line = /http:\/\/127\.0\.0\.1:\d+\/\?token=[A-Za-z0-9_-]{32}\n/
      #expect(outcome.out.wholeMatch(of: line) != nil, "\(outcome.story)")
      #expect(outcome.err.contains("Ann: http://127.0.0.1:"), "\(outcome.story)")
    }
  }

  @Test func aPortInUseIsSaid() throws {
    try inSandbox { box in
      try documents(in: box)
      let first = try Run(["serve", "--port", "0", "."], in: box)
      #expect(first.wait { first.printed.hasSuffix("\n") })
      let port = first.printed.split(separator: "/")[1].split(separator: ":")[1]
      let second = try Tool.run(["serve", "--port", String(port), "."], in: box)
      #expect(second.code == 1 && second.out == "", "\(second.story)")
      #expect(second.complaints.count == 1, "\(second.story)")
      #expect(second.err.contains("port \(port) is in use"), "\(second.story)")
      first.send(SIGTERM)
      _ = try first.finish(limit: 10)
    }
  }

  /// The tool away from the programs that were built with it.
  private func tool(in box: Sandbox) throws {
    do {
      try FileManager.default.linkItem(atPath: Tool.path, toPath: box.path("skillet"))
    } catch {
      try box.copy(Tool.path, as: "skillet")
    }
  }

  /// A folder that can be served.
  private func documents(in box: Sandbox) throws {
    let run = try Tool.run(["segment", Fixture.still(), "--out", "o", "--quiet"], in: box)
    #expect(run.code == 0, "\(run.story)")
  }
}
