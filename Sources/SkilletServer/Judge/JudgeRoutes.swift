internal import Annotations
internal import Foundation
internal import Hummingbird
internal import Skillet

/// Judging: pairs handed out, answers taken in.
///
/// What a judge is told holds no name and no score.
struct JudgeRoutes: RouteGroup {
  private let room: JudgingRoom
  private let media: MediaFiles
  private let people: People

  init(
    _ path: String, media: MediaFiles, people: People, options: JudgingOptions
  ) throws(SkilletError) {
    if let practice = options.practice {
      var tournament = try RatingTournament(opening: path)
      try tournament.addPractice(from: practice)
    }
    room = try JudgingRoom(opening: path, videos: options.videos, rules: options.rules)
    (self.media, self.people) = (media, people)
    for line in room.firstWarnings {
      Terminal.note("skillet: warning: \(line)")
    }
  }

  func add(to router: Router<ServerContext>) {
    let room = room
    router.get("/api/judge/next") { _, context in
      answer(await room.next(for: try context.requireName()))
    }
    router.post("/api/judge/answers") { request, context in
      let name = try context.requireName()
      let body = try await request.json()
      guard let pair = body["pair"]?.string, let verdict = body["verdict"]?.string else {
        throw RequestFault(.badRequest, "an answer has a pair and a verdict")
      }
      let seconds = body["seconds"]?.number.flatMap { 0...86_400 ~= $0 ? $0 : nil }
      return try await Self.reporting { () async throws(JudgingFault) in
        answer(try await room.answer(verdict, to: pair, by: name, seconds: seconds))
      }
    }
    router.post("/api/judge/undo") { _, context in
      let name = try context.requireName()
      return try await Self.reporting { () async throws(JudgingFault) in
        answer(try await room.undo(by: name))
      }
    }
    BoardRoutes(room: room, people: people).add(to: router)
  }

  static func reporting<Value>(
    _ body: () async throws(JudgingFault) -> Value
  ) async throws(RequestFault) -> Value {
    do throws(JudgingFault) {
      return try await body()
    } catch {
      let status: HTTPResponse.Status =
        switch error.kind {
        case .unknown: .notFound
        case .conflict: .conflict
        case .stopped: .forbidden
        case .malformed: .badRequest
        case .notRecorded: .serviceUnavailable
        }
      throw RequestFault(status, error.reason)
    }
  }

  // MARK: What a judge is told

  private func answer(_ state: JudgingState) -> Response {
    Response(
      .object([
        JSONMember("pair", state.pair.map(pair) ?? .null),
        JSONMember("ahead", state.ahead.map(pair) ?? .null),
        JSONMember("note", state.note.map { .string($0) } ?? .null),
        JSONMember("answered", .integer(Int64(state.answered))),
        JSONMember("open", .integer(Int64(state.open))),
        JSONMember("canUndo", .bool(state.canUndo)),
        JSONMember("qualified", state.isQualified.map { .bool($0) } ?? .null),
        JSONMember(
          "practice",
          state.practice.map { progress in
            .object([
              JSONMember("done", .integer(Int64(progress.done))),
              JSONMember("of", .integer(Int64(progress.of))),
            ])
          } ?? .null),
      ]))
  }

  private func pair(_ pair: JudgingState.ShownPair) -> JSONValue {
    .object([
      JSONMember("id", .string(pair.code)), JSONMember("skill", .string(pair.skill)),
      JSONMember("left", clip(pair.left)), JSONMember("right", clip(pair.right)),
    ])
  }

  private func clip(_ clip: ShownClip) -> JSONValue {
    let id = media.add(clip.path)
    let span = clip.seconds.map { "?from=\($0.lowerBound)&to=\($0.upperBound)" } ?? ""
    return .object([
      JSONMember("media", .string(id)),
      JSONMember("start", clip.seconds.map { .number($0.lowerBound) } ?? .null),
      JSONMember("end", clip.seconds.map { .number($0.upperBound) } ?? .null),
      JSONMember("play", .string("/media/\(id)")),
      JSONMember("encoded", .string("/media/\(id)/play\(span)")),
    ])
  }
}
