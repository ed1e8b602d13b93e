internal import Annotations
internal import Foundation
internal import Hummingbird
internal import Skillet

extension ReviewRoutes {
  func addComparing(to router: Router<ServerContext>) {}
}
