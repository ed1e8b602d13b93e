internal import Hummingbird

/// Addresses of the server that belong together.
protocol RouteGroup: Sendable {
  /// Adds them.
  func add(to router: Router<ServerContext>)
}
