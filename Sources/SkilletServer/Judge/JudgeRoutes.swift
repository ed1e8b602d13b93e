internal import Hummingbird
internal import Skillet

/// Judging: pairs handed out, answers taken in, the board.
struct JudgeRoutes: RouteGroup {
  init(_ path: String, media: MediaFiles, people: People) throws(SkilletError) {}

  func add(to router: Router<ServerContext>) {}
}
