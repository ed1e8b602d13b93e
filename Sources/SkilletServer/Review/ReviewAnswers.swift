internal import Annotations
internal import Hummingbird
internal import Skillet

extension ReviewRoutes {
  /// Does something of the review; its problems become answers.
  func answering<Value>(_ body: () async throws(ReviewProblem) -> Value) async throws -> Value {
    do throws(ReviewProblem) {
      return try await body()
    } catch {
      throw RequestFault(error, in: folder)
    }
  }
}

extension RequestFault {
  init(_ problem: ReviewProblem, in folder: ReviewFolder) {
    let status: HTTPResponse.Status =
      switch problem {
      case .notFound: .notFound
      case .invalid: .badRequest
      case .unavailable, .conflicts: .conflict
      case .cannotWrite: .init(code: 507, reasonPhrase: "Insufficient Storage")
      }
    self.init(status, folder.shown(problem.line))
  }
}

extension ReviewConflict {
  var json: JSONValue {
    .object([
      JSONMember("edit", .integer(Int64(edit))),
      JSONMember(
        "theirs",
        .object([
          JSONMember("by", .string(theirs.by)), JSONMember("time", .string(theirs.time)),
          JSONMember("summary", .string(theirs.summary)),
          JSONMember("revision", .integer(Int64(theirs.revision))),
        ])),
      JSONMember("reason", .string(reason)),
    ])
  }
}

extension ReviewFolder.Saved {
  func json(media: MediaFiles) -> JSONValue {
    .object([
      JSONMember("revision", .integer(Int64(revision))), JSONMember("merged", .bool(isMerged)),
      JSONMember("document", view.json(media: media)),
    ])
  }
}

extension ReviewDigest.Reviewed {
  var json: JSONValue {
    .object([JSONMember("by", .string(by)), JSONMember("time", .string(time))])
  }
}

extension ReviewRow {
  func json(media: String?) -> JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("name", .string(name)),
      JSONMember("seconds", seconds.map { .number(($0 * 1000).rounded() / 1000) } ?? .null),
      JSONMember("frames", frames.map { .integer(Int64($0)) } ?? .null),
      JSONMember("segments", segments.map { .integer(Int64($0)) } ?? .null),
      JSONMember("warnings", .array(warnings.map { .string($0) })),
      JSONMember("reviewed", reviewed?.json ?? .null), JSONMember("edits", .integer(Int64(edits))),
      JSONMember("media", media.map { .string($0) } ?? .null),
    ])
  }
}
