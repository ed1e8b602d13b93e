internal import Annotations
internal import HTTPTypes
internal import Hummingbird
internal import Skillet

/// The first page, by what was opened and who asks, and who one is.
struct EntryRoutes: RouteGroup {
  let opened: OpenedPlace
  let people: People
  let pages: PageRoutes

  func add(to router: Router<ServerContext>) {
    let (opened, people, pages) = (opened, people, pages)
    router.get("/") { _, context in
      try pages.page(Self.firstPage(of: opened, for: context.person))
    }
    // Browsers ask for it by themselves; the pages bring their own.
    router.get("/favicon.ico") { _, _ in Response(status: .noContent) }
    router.get("/api/me") { _, context in Response(Self.facts(context.person, opened)) }
    router.post("/api/me") { request, context in
      guard let name = try await request.json()["name"]?.string else {
        throw RequestFault(.badRequest, "a name is missing")
      }
      return Response(Self.facts(try people.rename(context.cookie, to: name), opened))
    }
  }

  static func firstPage(of opened: OpenedPlace, for person: Person) -> String {
    switch opened {
    case .folder: "videos.html"
    case .video: "review.html"
    case .tournament: person.isOrganiser ? "board.html" : "judge.html"
    }
  }

  private static func facts(_ person: Person, _ opened: OpenedPlace) -> JSONValue {
    .object([
      JSONMember("name", person.name.map(JSONValue.string) ?? .null),
      JSONMember("organiser", .bool(person.isOrganiser)),
      JSONMember("invited", .bool(person.isInvited)),
      JSONMember("place", .string(opened.kind)), JSONMember("title", .string(opened.title)),
      JSONMember("version", .string(skilletVersion)),
    ])
  }
}
