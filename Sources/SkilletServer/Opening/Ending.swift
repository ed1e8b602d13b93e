internal import Dispatch
internal import Foundation
internal import Skillet
internal import Synchronization

/// How the program ends on Ctrl-C and SIGTERM.
final class Ending: Sendable {
  /// Asks work that goes before serving to end and to leave nothing behind.
  let interruption = Interruption()
  private let isServing = Atomic<Bool>(false)

  /// Notes that requests are taken now.
  func beginServing() { isServing.store(true, ordering: .relaxed) }

  /// Listens for the signals as long as what it returns is kept.
  func watch() -> [any DispatchSourceSignal] {
    signal(SIGPIPE, SIG_IGN)
    return [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in end() }
      source.resume()
      return source
    }
  }

  /// Ends at once, with code 0, where requests are taken; what goes before that ends by itself.
  ///
  /// Answers that were acknowledged are on the disk, and everything else is written whole or not at
  /// all.
  private func end() {
    interruption.request()
    if isServing.load(ordering: .relaxed) {
      Terminal.note("")
      // Requests that are being answered get a moment to end.
      usleep(200_000)
      exit(0)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 10) { exit(130) }
  }
}
