internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOPosix
internal import Skillet

/// Videos, as they are, in whatever parts a player asks for.
struct MediaRoutes: RouteGroup {
  let media: MediaFiles

  /// Bytes that are read and sent at a time.
  private static let pieceSize = 1 << 17

  func add(to router: Router<ServerContext>) {
    router.get("/media/:id") { request, context in
      let id = try context.parameters.require("id")
      let opened = try await Self.onDisk { () throws(RequestFault) in try media.open(id) }
      return Self.answer(request, opened)
    }
  }

  /// Runs what may wait for the disk on a thread of its own.
  static func onDisk<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(work)
  }

  private static func answer(_ request: Request, _ opened: MediaFiles.Opened) -> Response {
    let size = opened.file.identity.size
    let tag = entityTag(opened.file.identity)
    var headers: HTTPFields = [
      .acceptRanges: "bytes", .eTag: tag, .cacheControl: "private, no-cache",
      .contentType: opened.video.mediaType,
    ]
    if request.headers[.range] == nil, matches(request.headers[.ifNoneMatch], tag) {
      return Response(status: .notModified, headers: headers)
    }
    let isCurrent = request.headers[.ifRange].map { $0 == tag } ?? true
    switch ByteRange(isCurrent ? request.headers[.range] : nil, of: size) {
    case .whole:
      return Response(status: .ok, headers: headers, body: body(opened.file, 0..<size))
    case .part(let part):
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
      return Response(status: .partialContent, headers: headers, body: body(opened.file, part))
    case .unsatisfiable:
      let line = "{\"error\":\"the video has \(size) bytes\"}"
      headers[.contentRange] = "bytes */\(size)"
      headers[.contentType] = "application/json; charset=utf-8"
      return Response(
        status: .rangeNotSatisfiable, headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(string: line)))
    }
  }

  /// What names this state of the file.
  static func entityTag(_ identity: OpenFile.Identity) -> String {
    let parts = [
      UInt64(identity.size), UInt64(bitPattern: Int64(identity.seconds)),
      UInt64(bitPattern: Int64(identity.nanoseconds)), identity.file,
    ]
    return "\"" + parts.map { String($0, radix: 36) }.joined(separator: "-") + "\""
  }

  private static func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header == "*"
      || header.split(separator: ",").contains { part in
        let part = part.drop { $0 == " " }
        return part == tag || part == "W/" + tag
      }
  }

  private static func body(_ file: OpenFile, _ part: Range<Int>) -> ResponseBody {
    ResponseBody(contentLength: part.count) { writer in
      var place = part.lowerBound
      while place < part.upperBound {
        let (from, count) = (place, min(pieceSize, part.upperBound - place))
        let piece = try await onDisk { file.read(at: from, upTo: count) }
        // A file that was cut short meanwhile ends the connection: its length was promised.
        guard let piece, piece.readableBytes > 0 else { throw CancellationError() }
        place += piece.readableBytes
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }
}
