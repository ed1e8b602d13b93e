internal import Annotations
internal import Hummingbird
internal import Skillet

extension ReviewRoutes {
  /// Edits of a save at most.
  private static let mostEdits = 1000

  func addEditing(to router: Router<ServerContext>) {
    router.post("/api/videos/:id/edits") { request, context in
      let person = try context.requireName()
      let body = try await request.json()
      guard let base = body["base"]?.integer, let edits = body["edits"]?.array else {
        throw RequestFault(.badRequest, "the request needs base, a revision, and edits, a list")
      }
      guard edits.count <= Self.mostEdits else {
        throw RequestFault(.badRequest, "a save has \(Self.mostEdits) edits at most")
      }
      let resolve = body["resolve"]
      guard resolve == nil || resolve == .null || resolve?.string == "mine" else {
        throw RequestFault(.badRequest, "resolve should be \"mine\" or left out")
      }
      return try await saved(context) { (id) throws(ReviewProblem) in
        try await folder.edit(
          id, edits, base: base, by: person, overOthers: resolve?.string == "mine")
      }
    }
    router.post("/api/videos/:id/undo") { _, context in
      let person = try context.requireName()
      return try await saved(context) { (id) throws(ReviewProblem) in
        try await folder.undo(id, by: person)
      }
    }
    router.post("/api/videos/:id/redo") { _, context in
      let person = try context.requireName()
      return try await saved(context) { (id) throws(ReviewProblem) in
        try await folder.redo(id, by: person)
      }
    }
    router.post("/api/videos/:id/reviewed") { request, context in
      let person = try context.requireName()
      guard case .bool(let value)? = try await request.json()["reviewed"] else {
        throw RequestFault(.badRequest, "reviewed should be true or false")
      }
      return try await saved(context) { (id) throws(ReviewProblem) in
        try await folder.setReviewed(id, value, by: person)
      }
    }
  }

  /// The answer to a save: the document as it is now, or with a 409 what clashes.
  private func saved(
    _ context: ServerContext,
    _ body: (String) async throws(ReviewProblem) -> ReviewFolder.Saved
  ) async throws -> Response {
    do throws(ReviewProblem) {
      return Response(try await body(try context.videoID).json(media: media))
    } catch {
      guard case .conflicts(let conflicts) = error else { throw RequestFault(error, in: folder) }
      let view = try await answering { () throws(ReviewProblem) in
        try await folder.view(try context.videoID, for: context.person.name)
      }
      let names = Set(conflicts.map(\.theirs.by)).sorted().joined(separator: ", ")
      return Response(
        .object([
          JSONMember("error", .string("\(names) changed the same since")),
          JSONMember("conflicts", .array(conflicts.map(\.json))),
          JSONMember("document", view.json(media: media)),
        ]), status: .conflict)
    }
  }
}
