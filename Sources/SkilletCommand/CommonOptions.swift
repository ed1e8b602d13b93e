internal import ArgumentParser
internal import Foundation
internal import Skillet

/// What every command that works on a video accepts.
struct CommonOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Print no progress and no notes, only results and errors.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say more on standard error: settings, timings, faults.")
  var verbose = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("give --quiet or --verbose, not both") }
  }

  /// Runs the body of a command, which asks often whether it was interrupted; prints its fault as
  /// one line and ends with its exit code.
  func run(_ body: (Interruption) throws -> Void) throws {
    let interruption = Interruption()
    let watch = SignalWatch(interruption)
    defer { watch.stop() }
    try reportingFaults { try body(interruption) }
  }

  /// Runs a body that nobody needs to stop in an orderly way, as it leaves nothing behind.
  func reportingFaults(_ body: () throws -> Void) throws {
    do {
      try body()
      guard fflush(nil) == 0 else {
        throw SkilletError(
          .cannotWrite,
          "standard output: cannot write: \(unsafe String(cString: strerror(errno)))")
      }
    } catch let error as SkilletError {
      printError("skillet: \(error.description)")
      throw ExitCode(error.code.rawValue)
    }
  }

  /// Prints a note for people on standard error, unless `--quiet` was given.
  func note(_ text: String) {
    if !quiet { printError(text) }
  }

  /// Prints a line on standard error where `--verbose` asks for it.
  func detail(_ text: String) {
    if verbose { printError("skillet: \(text)") }
  }

  /// The progress bar of a run; silent with `--quiet` or away from a terminal.
  func progressBar(_ title: String) -> ProgressBar {
    ProgressBar(title, isShown: !quiet && isatty(STDERR_FILENO) != 0)
  }
}

/// Prints a line on standard error.
func printError(_ text: String) {
  FileHandle.standardError.write(Data((text.printable + "\n").utf8))
}

/// Turns SIGINT and SIGTERM into a request that the run ends at its next frame.
struct SignalWatch {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInitiated))
      source.setEventHandler { interruption.request() }
      source.resume()
      return source
    }
  }

  func stop() { for source in sources { source.cancel() } }
}
