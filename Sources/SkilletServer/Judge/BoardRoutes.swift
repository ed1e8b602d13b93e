internal import Annotations
internal import Hummingbird
internal import Skillet

/// The organiser's board: how the tournament stands, its rounds, its judges and their links.
struct BoardRoutes: RouteGroup {
  let room: JudgingRoom
  let people: People

  func add(to router: Router<ServerContext>) {
    let (room, people) = (room, people)
    router.get("/api/board") { _, context in
      try context.requireOrganiser()
      guard case .object(var members) = await room.boardJSON() else {
        throw RequestFault(.internalServerError, "the board cannot be made")
      }
      members.append(JSONMember("invitations", .array(people.invitations.map(Self.link))))
      return Response(.object(members))
    }
    router.post("/api/board/rounds") { request, context in
      try context.requireOrganiser()
      let skill = try await request.json()["skill"]?.string
      let opened = try await JudgeRoutes.reporting { () async throws(JudgingFault) in
        try await room.openRound(of: skill)
      }
      return Response(.object([JSONMember("opened", .integer(Int64(opened)))]))
    }
    router.post("/api/board/automatic") { request, context in
      try context.requireOrganiser()
      guard case .bool(let opens)? = try await request.json()["on"] else {
        throw RequestFault(.badRequest, "\"on\" is true or false")
      }
      try await JudgeRoutes.reporting { () async throws(JudgingFault) in
        try await room.setOpensRounds(opens)
      }
      return Response(.object([JSONMember("opensRounds", .bool(opens))]))
    }
    router.post("/api/board/invitations") { request, context in
      try context.requireOrganiser()
      guard let name = try await request.json()["name"]?.string else {
        throw RequestFault(.badRequest, "a name is missing")
      }
      do throws(SkilletError) {
        return Response(Self.link(try people.invite(name)))
      } catch {
        throw RequestFault(
          error.code == .usage ? .badRequest : .serviceUnavailable, error.description)
      }
    }
    router.post("/api/board/judges") { request, context in
      try context.requireOrganiser()
      let body = try await request.json()
      guard let name = body["name"]?.string, case .bool(let isAdmitted)? = body["admitted"] else {
        throw RequestFault(.badRequest, "a judge has a name, and is admitted or not")
      }
      try await JudgeRoutes.reporting { () async throws(JudgingFault) in
        try await room.admit(name, isAdmitted)
      }
      return Response(.object([JSONMember("admitted", .bool(isAdmitted))]))
    }
  }

  private static func link(_ invitation: Invitation) -> JSONValue {
    .object([
      JSONMember("name", .string(invitation.name)),
      JSONMember("link", .string("/invite/\(invitation.code.text)")),
    ])
  }
}
