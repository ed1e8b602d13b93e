internal import Hummingbird
internal import Skillet

/// Judging: pairs handed out, answers taken in, the board.
struct JudgeRoutes: RouteGroup {
  init(_ path: String) throws(SkilletError) {}

  func add(to router: Router<ServerContext>) {}
}
