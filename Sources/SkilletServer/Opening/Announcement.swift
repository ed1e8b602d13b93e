internal import Foundation
internal import Skillet

/// What the terminal says once the server takes requests.
struct Announcement: Sendable {
  let opened: OpenedPlace
  let listening: Listening
  let people: People
  let opensBrowser: Bool

  /// Prints the address, and for people what is served and who is invited.
  func make(port: Int) {
    let location = listening.location(port: port)
    Terminal.note("Serving the \(opened.kind) \(opened.path.printable); Ctrl-C ends it.")
    if listening.address != nil {
      Terminal.note(
        "Other machines may connect. Traffic is not encrypted: use it within a network that you "
          + "trust, or through a tunnel.")
    }
    for invitation in people.invitations {
      Terminal.note("\(invitation.name.printable): \(location)invite/\(invitation.code.text)")
    }
    Terminal.print("\(location)?token=\(people.token.text)")
    if opensBrowser { browse("\(location)?token=\(people.makeTicket().text)") }
  }

  private func browse(_ address: String) {
    let process = Process()
    #if canImport(Darwin)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      guard process.terminationStatus != 0 else { return }
      Terminal.note("No browser could be opened; open the address yourself.")
    }
    do { try process.run() } catch {
      Terminal.note("No browser could be opened: \(error)")
    }
  }
}
