internal import Hummingbird
internal import NIOCore

/// What a request carries through the server.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; a route that is reached always has one.
  var person = Person(name: nil, isOrganiser: false)
  /// The cookie by which the person is known.
  var cookie = ""
  /// The address of the machine that asks.
  let address: String

  init(source: Source) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
  }

  var maxUploadSize: Int { 1 << 20 }

  /// Throws (403) unless it is the organiser who asks.
  func requireOrganiser() throws(RequestFault) {
    guard person.isOrganiser else {
      throw RequestFault(.forbidden, "only who started the server may do that")
    }
  }

  /// The name of who asks; throws (403) where the person gave none yet.
  func requireName() throws(RequestFault) -> String {
    guard let name = person.name else {
      throw RequestFault(.forbidden, "give your name first")
    }
    return name
  }
}
