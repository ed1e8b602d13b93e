internal import Annotations
internal import Hummingbird

/// A request that cannot be met: a status and one line for the person, nothing of the inside.
struct RequestFault: Error, HTTPResponseError, Hashable {
  var status: HTTPResponse.Status
  var reason: String

  init(_ status: HTTPResponse.Status, _ reason: String) {
    (self.status, self.reason) = (status, reason)
  }

  func response(from request: Request, context: some RequestContext) throws -> Response {
    Response(.object([JSONMember("error", .string(reason))]), status: status)
  }
}
