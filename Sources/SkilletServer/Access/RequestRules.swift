internal import HTTPTypes
internal import Hummingbird

/// What a request must be before anybody asks who sent it.
///
/// Only plain paths are taken, so that no encoding of one can mean another; only names of this
/// server (against DNS rebinding), only its own pages (against requests from other sites), and not
/// too many from one address.
struct RequestRules: RouterMiddleware {
  typealias Context = ServerContext

  let hosts: HostRule
  let addresses = RateLimiter(.init(perSecond: 2000, burst: 6000))

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    try check(request)
    guard addresses.allows(context.address, at: monotonicSeconds()) else {
      throw RequestFault(.tooManyRequests, "too many requests; wait a moment")
    }
    return try await next(request, context)
  }

  func check(_ request: Request) throws(RequestFault) {
    guard [.get, .head, .post].contains(request.method) else {
      throw RequestFault(.methodNotAllowed, "only GET, HEAD and POST are known here")
    }
    guard Self.isPlain(request.head.path ?? "") else {
      throw RequestFault(.badRequest, "there is no such address")
    }
    guard let host = request.head.authority,
      !request.headers.contains(where: { $0.name.canonicalName == "host" }),
      hosts.allows(host: host)
    else { throw RequestFault(.misdirectedRequest, "this server is not known by that name") }
    try checkSite(request, host: host)
    if request.method == .post {
      let type = request.headers[.contentType] ?? ""
      guard type.lowercased().split(separator: ";").first?.trimmed == "application/json" else {
        throw RequestFault(.unsupportedMediaType, "a change is sent as application/json")
      }
    } else if request.headers[.contentLength].map({ $0 != "0" }) ?? false
      || request.headers[.transferEncoding] != nil
    {
      throw RequestFault(.badRequest, "\(request.method) takes no body")
    }
  }

  /// Refuses what a page of another site asks for; only opening a page by a link may come from there.
  private func checkSite(_ request: Request, host: String) throws(RequestFault) {
    let foreign = RequestFault(.forbidden, "pages of other sites may not ask this server")
    if let origin = request.headers[.origin], !hosts.allows(origin: origin, host: host) {
      throw foreign
    }
    guard let site = request.headers[.secFetchSite] else { return }
    if site == "same-origin" || site == "none" && request.method != .post { return }
    guard request.method == .get, request.headers[.secFetchMode] == "navigate",
      request.headers[.secFetchDestination] ?? "document" == "document"
    else { throw foreign }
  }

  /// Whether a target is a path of plain letters without empty or dotted parts, perhaps with a query.
  static func isPlain(_ target: String) -> Bool {
    let bytes = target.utf8
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 4096 else { return false }
    let path = bytes.prefix { $0 != UInt8(ascii: "?") }
    let isPlain = path.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    let parts = path.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let dot = UInt8(ascii: ".")
    return isPlain && bytes.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "#") }
      && (parts.count == 1 || parts.allSatisfy { !$0.isEmpty && $0.first != dot })
      && parts.first?.first != dot
  }
}

extension Substring {
  /// Without blanks at its ends.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}
