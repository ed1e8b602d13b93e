internal import Foundation

/// How many files and connections may be open at once.
enum FileLimit {
  /// Allows as many as the system lets this process have, up to what the server can need; gives
  /// their number.
  static func raise() -> Int {
    var limit = rlimit()
    #if canImport(Darwin)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    guard unsafe getrlimit(resource, &limit) == 0 else { return 256 }
    limit.rlim_cur = min(limit.rlim_max, 8192)
    unsafe setrlimit(resource, &limit)
    guard unsafe getrlimit(resource, &limit) == 0 else { return 256 }
    return Int(limit.rlim_cur)
  }
}
