internal import Batches
internal import Dispatch
internal import Synchronization
internal import VideoIO

/// The SHA-256 of a file, taken beside other work.
final class BackgroundDigest: Sendable {
  private let group = DispatchGroup()
  private let outcome = Mutex<Result<String, VideoError>?>(nil)
  private let isUnwanted = Interruption()

  /// Digests of files of which several stretches are read, by path, size and time.
  private static let known = Mutex<[String: String]>([:])

  /// Begins to read the file.
  ///
  /// - Parameter isShared: whether the file is asked for again: its digest is then kept.
  init(_ path: String, isShared: Bool = false) {
    let stamp = FileStamp(of: path)
    let key = "\(stamp.size) \(stamp.modified) \(path)"
    if isShared, let digest = Self.known.withLock({ $0[key] }) {
      outcome.withLock { $0 = .success(digest) }
      return
    }
    DispatchQueue.global().async(group: group) { [self] in
      let result = Result { () throws(VideoError) in
        try fileSHA256(path) { isUnwanted.isRequested }
      }
      if isShared, case .success(let digest) = result {
        Self.known.withLock { known in
          if known.count > 64 { known.removeAll() }
          known[key] = digest
        }
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
