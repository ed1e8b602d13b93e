internal import Annotations
internal import Hummingbird

extension Response {
  /// A JSON answer.
  init(_ value: JSONValue, status: HTTPResponse.Status = .ok) {
    let text = (try? value.text(.compact)) ?? "null"
    self.init(
      status: status,
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension Request {
  /// The body as JSON, up to a megabyte.
  func json(upTo bytes: Int = 1 << 20) async throws -> JSONValue {
    let buffer: ByteBuffer
    do {
      buffer = try await body.collect(upTo: bytes)
    } catch {
      throw RequestFault(.contentTooLarge, "the request is larger than \(bytes) bytes")
    }
    do {
      return try JSONValue(parsing: Array(buffer.readableBytesView))
    } catch {
      throw RequestFault(.badRequest, "the request is no JSON: \(error)")
    }
  }
}
