internal import Foundation

/// A process with three pipes, started by `posix_spawn` in a process group of its own.
///
/// Foundation's `Process` closes every descriptor and cannot hand on the lock of the ledger, which
/// has to live as long as the last process that may write.
final class ChildProcess {
  let id: pid_t
  /// Where its standard input is written to.
  let input: Int32
  /// Where its standard output and standard error are read from; never waited for.
  let output: Int32
  let errors: Int32
  private var isReaped = false

  /// - Parameter inherited: a descriptor that the child keeps open until it ends; nil for none.
  init(
    _ executable: String, _ arguments: [String], environment: [String: String], inherited: Int32?
  ) throws(BatchError) {
    let (inPipe, outPipe, errorPipe) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
    let theirs = [inPipe.read, outPipe.write, errorPipe.write]
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in theirs.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
    }
    // Duplicated onto itself elsewhere it would keep its mark to be closed.
    if let inherited { unsafe posix_spawn_file_actions_adddup2(&actions, inherited, 3) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&all)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { unsafe sigaddset(&all, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var id: pid_t = 0
    let code = unsafe Self.withCStrings([executable] + arguments) { words in
      unsafe Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { settings in
        unsafe posix_spawn(&id, executable, &actions, &attributes, words, settings)
      }
    }
    for file in theirs { close(file) }
    (self.id, input, output, errors) = (id, inPipe.write, outPipe.read, errorPipe.read)
    guard code == 0 else {
      isReaped = true
      throw BatchError(.failed, "\(executable): cannot start a worker: \(lastSystemError(code))")
    }
    for file in [output, errors] { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    kill()
    _ = wait()
    for file in [input, output, errors] { close(file) }
  }

  /// Ends it at once.
  func kill() {
    guard !isReaped else { return }
    // Its whole group: whatever it started goes with it.
    Foundation.kill(-id, SIGKILL)
    Foundation.kill(id, SIGKILL)
  }

  /// Gives up waiting for its end: a process that hangs in the system cannot even be killed.
  func abandon() { isReaped = true }

  /// Waits for its end; gives the status of `waitpid`.
  func wait() -> Int32? {
    guard !isReaped else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    isReaped = true
    return status
  }

  private static func pipe() throws(BatchError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe Foundation.pipe(&ends) == 0 else {
      throw BatchError(.failed, "cannot make a pipe for a worker: \(lastSystemError())")
    }
    // No low numbers, which the child's own would collide with.
    let high = ends.map { end in
      let moved = fcntl(end, F_DUPFD_CLOEXEC, 10)
      close(end)
      return moved
    }
    guard high[0] >= 0, high[1] >= 0 else {
      throw BatchError(.failed, "cannot make a pipe for a worker: \(lastSystemError())")
    }
    return (high[0], high[1])
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
