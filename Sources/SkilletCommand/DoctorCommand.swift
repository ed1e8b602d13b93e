internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet doctor`: what is installed, what is missing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Names the FFmpeg, OpenBLAS and processor found, and what is missing.")

  func run() throws {
    let doctor = Doctor()
    for finding in doctor.findings {
      let name = finding.name.padding(toLength: 18, withPad: " ", startingAt: 0)
      print("\(finding.isFine ? "ok     " : "missing") \(name) \(finding.found)")
      if !finding.advice.isEmpty { print("        -> \(finding.advice)") }
    }
    if !doctor.isFine { throw ExitCode(1) }
  }
}
