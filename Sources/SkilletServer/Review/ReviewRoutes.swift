internal import Hummingbird
internal import Skillet

/// Reviewing: the list of videos, their documents, edits and exports.
struct ReviewRoutes: RouteGroup {
  init(_ opened: OpenedPlace, media: MediaFiles) throws(SkilletError) {}

  func add(to router: Router<ServerContext>) {}
}
