internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Skillet

/// The server: what was opened, served on one address.
struct Server: Sendable {
  private let responder: RouterResponder<ServerContext>
  private let listening: Listening
  private let people: People
  private let onStart: @Sendable (Int) -> Void

  /// Prepares what is served.
  ///
  /// - Parameters:
  ///   - interruption: ends what goes before serving, such as cutting a video.
  ///   - onStart: called with the port once requests are taken.
  init(
    _ opened: OpenedPlace, on listening: Listening, for people: People, judging: JudgingOptions,
    interruption: Interruption, onStart: @escaping @Sendable (Int) -> Void
  ) throws(SkilletError) {
    (self.listening, self.people, self.onStart) = (listening, people, onStart)
    let media = MediaFiles()
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: AnswerRules())
    router.add(middleware: RequestRules(hosts: listening.hosts))
    router.add(middleware: AccessCheck(people: people))
    let pages = try PageRoutes()
    pages.add(to: router)
    EntryRoutes(opened: opened, people: people, pages: pages).add(to: router)
    MediaRoutes(media: media).add(to: router)
    FrameRoutes(media).add(to: router)
    switch opened {
    case .folder, .video:
      try ReviewRoutes(opened, media: media, interruption: interruption).add(to: router)
    case .tournament(let path):
      try JudgeRoutes(path, media: media, people: people, options: judging).add(to: router)
    }
    responder = router.buildResponder()
  }

  /// Serves until it is told to end.
  ///
  /// - Throws: `SkilletError` where the address cannot be listened on.
  func run() async throws {
    var logger = Logger(label: "skillet-server")
    logger.logLevel = .critical
    // Each connection may have a video open beside it.
    let most = min(1000, FileLimit.raise() / 2)
    let counts = ConnectionCounts(most: most, mostEach: most / 2)
    let (onStart, listening) = (onStart, listening)
    let application = Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionGuard(.init(), counts)],
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: .init(address: .hostname(listening.bound, port: listening.port)),
      onServerRunning: { channel in onStart(channel.localAddress?.port ?? listening.port) },
      logger: logger)
    do {
      try await application.run()
    } catch let error as IOError {
      throw listening.fault(error.errnoCode)
    } catch is SocketAddressError.UnknownHost {
      throw SkilletError(.usage, "\(listening.bound.printable): no machine is known by that name")
    }
  }
}
