internal import Annotations
internal import Hummingbird
internal import Skillet

extension ReviewRoutes {
  /// The signal of a part of a video, for a timeline that was zoomed into.
  func addSignal(to router: Router<ServerContext>) {
    router.get("/api/videos/:id/signal") { request, context in
      guard let from = try request.number("from").flatMap({ Int(exactly: $0) }),
        let to = try request.number("to").flatMap({ Int(exactly: $0) }), 0 <= from, from < to
      else { throw RequestFault(.badRequest, "from and to should be frames, from before to") }
      let part = try await answering { () throws(ReviewProblem) in
        try await folder.signal(try context.videoID, frames: from..<to)
      }
      return Response(part.json)
    }
  }
}
