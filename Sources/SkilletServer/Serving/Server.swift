internal import Foundation
internal import Hummingbird
internal import Skillet

/// The server: what was opened, served on one address.
struct Server: Sendable {
  private let opened: OpenedPlace
  private let port: Int

  init(_ opened: OpenedPlace, port: Int) { (self.opened, self.port) = (opened, port) }

  func run() async throws {
    let router = Router(context: ServerContext.self)
    try PageRoutes().add(to: router)
    switch opened {
    case .folder, .video: try ReviewRoutes(opened).add(to: router)
    case .tournament(let path): try JudgeRoutes(path).add(to: router)
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await application.runService()
  }
}
