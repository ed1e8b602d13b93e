internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet serve`: starts `skillet-server`, which is a product of its own.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves a page on which people review segments and judge clips.",
    discussion: """
      Prints one address with a token; Ctrl-C ends it. Without --listen only this machine is \
      served. The page is a program of its own, skillet-server, looked for beside this one and in \
      PATH; `\(ServerProgram.buildLine)` builds it.
      """)

  @Argument(
    help: "A folder of annotated videos, one video, or a tournament (.skillet).",
    completion: .file())
  var place: String

  @Option(help: "The port; 0 takes any that is free.")
  var port = 8080

  @Flag(help: "Open the address in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "Serve other machines too, on this address of the machine (0.0.0.0 for all); needs "
        + "invitations.", valueName: "address"))
  var listen: String?

  @Option(
    help: ArgumentHelp("Invite a person: prints a link of their own.", valueName: "name"))
  var invite: [String] = []

  @Option(
    help: ArgumentHelp("Invite everybody in a file, one name a line.", valueName: "file"),
    completion: .file())
  var invitations: String?

  @OptionGroup(title: "Judging") var judging: ServeJudgingOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes 0 to 65535")
    }
  }

  func run() throws {
    try CommonOptions().reportingFaults {
      try ServerProgram.find().replaceThisProgram(arguments)
    }
  }

  private var arguments: [String] {
    var arguments = ["--port", "\(port)"]
    if open { arguments.append("--open") }
    if let listen { arguments += ["--listen=\(listen)"] }
    arguments += invite.map { "--invite=\($0)" }
    if let invitations { arguments += ["--invitations=\(invitations)"] }
    return arguments + judging.arguments + ["--", place]
  }
}
