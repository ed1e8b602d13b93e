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

  @Option(help: "The port.")
  var port = 8080

  @Flag(help: "Open the address in the browser.")
  var open = false

  func run() async throws {
    let opened = try OpenedPlace(place)
    try await Server(opened, port: port).run()
  }
}
