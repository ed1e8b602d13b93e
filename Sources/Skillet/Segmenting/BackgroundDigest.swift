internal import Dispatch
internal import Synchronization
internal import VideoIO

/// The SHA-256 of a file, taken beside other work.
final class BackgroundDigest: Sendable {
  private let group = DispatchGroup()
  private let outcome = Mutex<Result<String, VideoError>?>(nil)
  private let isUnwanted = Interruption()

  /// Begins to read the file.
  init(_ path: String) {
    DispatchQueue.global().async(group: group) { [self] in
      let result = Result { () throws(VideoError) in
        try fileSHA256(path) { isUnwanted.isRequested }
      }
      outcome.withLock { $0 = result }
    }
  }

  /// Waits for the digest; ends the reading early where the run was interrupted.
  func value(_ interruption: Interruption) throws(VideoError) -> String? {
    while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      if interruption.isRequested { isUnwanted.request() }
    }
    return try outcome.withLock { $0 }?.get()
  }

  /// Ends the reading where nobody waits for it any more.
  func cancel() { isUnwanted.request() }
}
