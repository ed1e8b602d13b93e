internal import Hummingbird

/// What a request carries through the server.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; a route that is reached always has one.
  var person = Person(name: nil, isOrganiser: true)

  init(source: Source) { coreContext = .init(source: source) }

  var maxUploadSize: Int { 1 << 20 }
}
