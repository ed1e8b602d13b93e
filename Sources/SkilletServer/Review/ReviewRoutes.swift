internal import Annotations
internal import Foundation
internal import Hummingbird
internal import Skillet

/// Reviewing: the list of videos, their documents, edits and exports.
struct ReviewRoutes: RouteGroup {
  let folder: ReviewFolder
  let media: MediaFiles

  init(
    _ opened: OpenedPlace, media: MediaFiles, interruption: Interruption
  ) throws(SkilletError) {
    self.media = media
    switch opened {
    case .folder(let path): folder = try ReviewFolder(path)
    case .video(let path):
      folder = try ReviewFolder(ofVideo: path, interruption: interruption) { line in
        Terminal.note(line.printable)
      }
    case .tournament(let path):
      throw SkilletError(.usage, "\(path): is a tournament; there is nothing to review")
    }
    folder.beginIndexing()
  }

  func add(to router: Router<ServerContext>) {
    addReading(to: router)
    addEditing(to: router)
    addComparing(to: router)
    addSignal(to: router)
  }

  private func addReading(to router: Router<ServerContext>) {
    router.get("/api/videos") { request, _ in
      let query = try ReviewQuery(request)
      let found = await folder.rows(query)
      return Response(
        .object([
          JSONMember("total", .integer(Int64(found.total))),
          JSONMember("matching", .integer(Int64(found.matching))),
          JSONMember("reviewed", .integer(Int64(found.reviewed))),
          JSONMember("rows", .array(found.rows.map { $0.json(media: nil) })),
        ]))
    }
    router.get("/api/videos/next") { request, _ in
      let after = request.uri.queryParameters.get("after")
      let next = await folder.next(after: after, try ReviewQuery(request))
      return Response(.object([JSONMember("id", next.map { .string($0) } ?? .null)]))
    }
    router.get("/api/videos/:id") { _, context in
      let view = try await answering { () throws(ReviewProblem) in
        try await folder.view(try context.videoID, for: context.person.name)
      }
      return Response(view.json(media: media))
    }
    router.get("/api/videos/:id/times") { _, context in
      let times = try await answering { () throws(ReviewProblem) in
        try await folder.times(try context.videoID)
      }
      return Response(times.json)
    }
    router.get("/api/videos/:id/revision") { _, context in
      let found = try await answering { () throws(ReviewProblem) in
        try await folder.revision(try context.videoID)
      }
      return Response(
        .object([
          JSONMember("revision", .integer(Int64(found.revision))),
          JSONMember("by", found.last.map { .string($0.by) } ?? .null),
          JSONMember("time", found.last.map { .string($0.time) } ?? .null),
          JSONMember(
            "video",
            .object([
              JSONMember("state", .string(found.video.state.rawValue)),
              JSONMember("note", found.video.note.map { .string($0) } ?? .null),
            ])),
        ]))
    }
  }
}

extension ServerContext {
  /// The video of the address.
  var videoID: String {
    get throws(ReviewProblem) {
      guard let id = parameters.get("id"), id.utf8.count <= 64 else {
        throw .notFound("there is no such video")
      }
      return id
    }
  }

}
