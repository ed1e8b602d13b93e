internal import Dispatch
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

/// Ends the program with code 0 on Ctrl-C and SIGTERM, as long as what it returns is kept: answers
/// that were acknowledged are on the disk, and everything else is written whole or not at all.
func endOnSignals() -> [any DispatchSourceSignal] {
  [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      FileHandle.standardError.write(Data("\n".utf8))
      // Requests that are being answered get a moment to end.
      usleep(200_000)
      exit(0)
    }
    source.resume()
    return source
  }
}
