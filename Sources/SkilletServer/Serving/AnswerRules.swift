internal import HTTPTypes
internal import Hummingbird
internal import Skillet

/// What every answer has: headers that keep a browser careful, and for a fault one line.
struct AnswerRules: RouterMiddleware {
  typealias Context = ServerContext

  static let contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    + "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    + "frame-ancestors 'none'"

  static let headers: HTTPFields = [
    .contentSecurityPolicy: contentPolicy, .xContentTypeOptions: "nosniff",
    .referrer: "no-referrer", .framing: "DENY", .opener: "same-origin", .resource: "same-origin",
    .permissions: "camera=(), microphone=(), geolocation=()",
  ]

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      let fault = Self.fault(error, of: request)
      response = try fault.response(from: request, context: context)
      // A person who opens a page reads the line itself.
      if request.headers[.accept]?.hasPrefix("text/html") ?? false {
        response.headers[.contentType] = "text/plain; charset=utf-8"
        response.body = ResponseBody(byteBuffer: ByteBuffer(string: fault.reason + "\n"))
      }
    }
    for field in Self.headers { response.headers[field.name] = field.value }
    if response.status == .tooManyRequests { response.headers[.waits] = "1" }
    if response.status == .methodNotAllowed { response.headers[.allow] = "GET, HEAD, POST" }
    return response
  }

  private static func fault(_ error: any Error, of request: Request) -> RequestFault {
    if let fault = error as? RequestFault { return fault }
    if let fault = error as? any HTTPResponseError {
      return fault.status == .notFound
        ? RequestFault(.notFound, "there is no such address")
        : RequestFault(fault.status, fault.status.reasonPhrase.lowercased())
    }
    let line = "\(request.method) \(request.uri.path): \(error)".printable
    Terminal.note(String(line.prefix(1000)))
    return RequestFault(.internalServerError, "the server could not do that; its terminal says why")
  }
}
