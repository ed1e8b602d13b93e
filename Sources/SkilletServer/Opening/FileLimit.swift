internal import Foundation

/// Allows as many open files as the system lets this process have, up to what the server can need.
func raiseFileLimit() {
  var limit = rlimit()
  #if canImport(Darwin)
    let resource = RLIMIT_NOFILE
  #else
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif
  guard unsafe getrlimit(resource, &limit) == 0 else { return }
  limit.rlim_cur = min(limit.rlim_max, 8192)
  unsafe setrlimit(resource, &limit)
}
