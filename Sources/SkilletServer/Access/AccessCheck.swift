internal import HTTPTypes
internal import Hummingbird

/// Lets through who holds the cookie, and exchanges the token or an invitation for it.
struct AccessCheck: RouterMiddleware {
  typealias Context = ServerContext

  let people: People
  let sessions = RateLimiter(.init(perSecond: 100, burst: 400))
  /// Those who hold nothing that opens; generous enough for a page that was left open.
  let strangers = RateLimiter(.init(perSecond: 5, burst: 60))

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    let now = monotonicSeconds()
    if let entry = entry(request) {
      guard let secret = entry.secret else {
        try slowDown(context, at: now)
        throw RequestFault(.forbidden, entry.refusal)
      }
      return Self.welcome(request, cookie: "\(people.cookie)=\(secret.text)")
    }
    let header = request.headers[values: .cookie].joined(separator: "; ")
    guard let cookie = CookieHeader.value(of: people.cookie, in: header),
      let person = people.person(holding: cookie)
    else {
      try slowDown(context, at: now)
      // Another site's link led here: the browser keeps the cookie back, until this page goes on.
      if request.uri.path == "/", Self.isForeign(request) { return Self.leadingOn([:]) }
      throw RequestFault(
        .unauthorized, "open the address that skillet serve printed, or your invitation")
    }
    guard sessions.allows(cookie, at: now) else {
      throw RequestFault(.tooManyRequests, "too many requests; wait a moment")
    }
    var context = context
    context.person = person
    context.cookie = cookie
    return try await next(request, context)
  }

  private func slowDown(_ context: ServerContext, at now: Double) throws(RequestFault) {
    guard strangers.allows(context.address, at: now) else {
      throw RequestFault(.tooManyRequests, "too many requests; wait a moment")
    }
  }

  /// What is given for the cookie, where the address is one at which that is done.
  private func entry(_ request: Request) -> (secret: Secret?, refusal: String)? {
    guard request.method == .get else { return nil }
    let path = request.uri.path
    if path == "/", let token = request.uri.queryParameters["token"] {
      return (
        people.enter(token: token),
        "the token is not valid any more: open the address that skillet serve printed last"
      )
    }
    guard path.hasPrefix("/invite/") else { return nil }
    return (
      people.enter(invitation: path.dropFirst("/invite/".count)),
      "there is no such invitation; ask for a new one"
    )
  }

  /// Sets the cookie and leads to the page.
  ///
  /// A browser keeps back a strict cookie on a redirect that another site's link led to; there a
  /// page that leads on by itself takes its place.
  private static func welcome(_ request: Request, cookie: String) -> Response {
    var headers: HTTPFields = [
      .setCookie: "\(cookie); HttpOnly; SameSite=Strict; Path=/", .cacheControl: "no-store",
    ]
    if isForeign(request) { return leadingOn(headers) }
    headers[.location] = "/"
    return Response(status: .seeOther, headers: headers)
  }

  private static func isForeign(_ request: Request) -> Bool {
    !["none", "same-origin"].contains(request.headers[.secFetchSite] ?? "none")
  }

  /// A page that goes on to the first one by itself.
  private static func leadingOn(_ fields: HTTPFields) -> Response {
    var headers = fields
    headers[.cacheControl] = "no-store"
    headers[.contentType] = "text/html; charset=utf-8"
    let page = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Skillet</title>
      <meta http-equiv="refresh" content="0;url=/"></head>
      <body><p><a href="/">Go on</a></p></body></html>

      """
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
  }
}
