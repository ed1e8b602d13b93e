internal import ArgumentParser
internal import Skillet

/// The `skillet-server` program, which `skillet serve` starts.
@main struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skillet-server",
    abstract: "A page on which people review segments and judge clips.",
    discussion: "`skillet serve` starts it; both take the same arguments.",
    version: skilletVersion)

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

  @OptionGroup(title: "Judging") var judging: JudgingOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes 0 to 65535")
    }
  }

  func run() async throws {
    do {
      try await serve()
    } catch let error as SkilletError {
      Terminal.note("skillet: \(error.description.printable)")
      throw ExitCode(error.code.rawValue)
    }
  }

  private func serve() async throws {
    let opened = try OpenedPlace(place)
    let names = try invite + InvitedNames.read(invitations)
    let people = try People(for: opened)
    if listen != nil, people.invitations.isEmpty, names.isEmpty {
      throw SkilletError(
        .usage,
        "--listen lets other machines in and needs to know whom: add --invite NAME or "
          + "--invitations FILE")
    }
    let listening = Listening(address: listen, port: port)
    let announcement = Announcement(
      opened: opened, listening: listening, people: people, opensBrowser: open)
    let ending = Ending()
    let signals = ending.watch()
    defer { withExtendedLifetime(signals) {} }
    let server = try Server(
      opened, on: listening, for: people, judging: judging, interruption: ending.interruption
    ) { port in
      ending.beginServing()
      announcement.make(port: port)
    }
    for name in names { _ = try people.invite(name) }
    try await server.run()
  }
}
