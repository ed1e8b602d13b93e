internal import Annotations
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Skillet

/// What is made of a video for a page: pictures of single frames, and clips that a browser can play.
struct FrameRoutes: RouteGroup {
  private let media: MediaFiles
  private let sources: FrameSources
  private let clips: StreamedClips

  init(_ media: MediaFiles) {
    self.media = media
    sources = FrameSources(media)
    clips = StreamedClips(sources, of: media)
  }

  func add(to router: Router<ServerContext>) {
    let (media, sources, clips) = (media, sources, clips)
    router.get("/media/:id/facts") { _, context in
      let id = try context.parameters.require("id")
      return Response(Self.facts(try await MediaRoutes.onDisk { try media.open(id) }.video))
    }
    router.get("/media/:id/picture") { request, context in
      let id = try context.parameters.require("id")
      guard let frame = request.query("frame").flatMap({ Int($0) }), frame >= 0 else {
        throw RequestFault(.badRequest, "frame is a number from 0 on")
      }
      let width = request.query("width").map { Int($0) } ?? 640
      guard let width, (16...1920).contains(width) else {
        throw RequestFault(.badRequest, "width is a number of pixels from 16 to 1920")
      }
      let picture = try await sources.picture(id, frame: frame, side: width)
      return Self.answer(picture, to: request)
    }
    router.get("/media/:id/play") { request, context in
      let id = try context.parameters.require("id")
      guard let start = Double(request.query("from") ?? "0"), start.isFinite, start >= 0 else {
        throw RequestFault(.badRequest, "from is a number of seconds from 0 on")
      }
      let end = try request.query("to").map { text throws(RequestFault) in
        guard let end = Double(text), end.isFinite, end > start else {
          throw RequestFault(.badRequest, "to is a number of seconds after from")
        }
        return end
      }
      let clip = try await clips.clip(id, from: start, to: end, isWanted: request.method == .get)
      return Self.answer(clip, to: request)
    }
  }

  private static func facts(_ video: PlayableVideo) -> JSONValue {
    .object([
      JSONMember("plays", .bool(video.obstacle == nil)),
      JSONMember(
        "note", video.obstacle.map { .string("re-encoded for this page: \($0)") } ?? .null),
      JSONMember("codec", .string(video.codec)),
      JSONMember("pixelFormat", .string(video.pixelFormat)),
      JSONMember("type", .string(video.mediaType)),
      JSONMember("longestSeconds", .number(StreamedClips.longest)),
    ])
  }

  private static func answer(
    _ picture: (jpeg: [UInt8], identity: OpenFile.Identity), to request: Request
  ) -> Response {
    let tag = MediaRoutes.entityTag(picture.identity)
    let headers: HTTPFields = [
      .contentType: "image/jpeg", .eTag: tag, .cacheControl: "private, max-age=600",
    ]
    if request.headers[.ifNoneMatch] == tag {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.jpeg)))
  }

  private static func answer(_ clip: StreamedClip, to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: "video/mp4", .cacheControl: "no-store",
      .frames: "\(clip.frames.lowerBound)-\(clip.frames.upperBound - 1)",
      .note: "re-encoded, without sound",
    ]
    guard let size = clip.size else {
      return Response(status: .ok, headers: headers, body: clip.body(nil))
    }
    headers[.acceptRanges] = "bytes"
    switch ByteRange(request.headers[.range], of: size) {
    case .whole: return Response(status: .ok, headers: headers, body: clip.body(0..<size))
    case .part(let part):
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
      return Response(status: .partialContent, headers: headers, body: clip.body(part))
    case .unsatisfiable:
      headers[.contentRange] = "bytes */\(size)"
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
  }
}

extension Request {
  /// The value of a parameter in the address; nil where it is not there.
  func query(_ name: String) -> String? {
    uri.queryParameters[Substring(name)].map(String.init)
  }
}

extension HTTPField.Name {
  /// The first and the last frame of a clip.
  static var frames: Self { known("X-Skillet-Frames") }
  /// What was done to a clip.
  static var note: Self { known("X-Skillet-Note") }
}
