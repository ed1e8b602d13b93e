internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet order check`: what departs in one demonstration.
struct OrderCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what departs in one demonstration from the usual order.",
    discussion: """
      Names the steps that are missing, repeated, extra or out of order, each with its time in the \
      video. DEMO is a segments document with labels, a label a frame, WebVTT, CSV, or a recording \
      of COIN or CaptainCook4D, which --video names.
      """)

  @Argument(help: "The demonstration.", completion: .file())
  var demo: String

  @Option(help: "What skillet order fit --out wrote.", completion: .file())
  var against: String

  @Option(help: "Which demonstration, where the file holds several.")
  var video: String?

  @Option(help: "How probable, and how often seen, the other order of two steps must be.")
  var sure = 0.9

  @Option(help: "The share of demonstrations that hold a step, from which on its absence is told.")
  var usual = 0.5

  @Option(help: "Write a page that draws the demonstration to this file.")
  var report: String?

  @Flag(help: "Replace a file that exists.")
  var force = false

  @Flag(help: "Print one JSON document instead of the list.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if !(0.5...1).contains(sure) { throw ValidationError("--sure lies in 0.5...1") }
    if !(0...1).contains(usual) { throw ValidationError("--usual lies in 0...1") }
  }

  func run() throws {
    try common.run { _ in
      let outputs = try ResultFiles([report], replaces: force)
      let check = OrderCheck(
        try OrderCheck.demonstration(demo, named: video),
        against: try OrderFit(readingFrom: against),
        settings: .init(sure: sure, usual: usual))
      let page = OrderCheckReport(check, command: ["skillet"] + CommandLine.arguments.dropFirst())
      try outputs.write([report == nil ? "" : try page.html()])
      print(json ? try check.jsonText() : check.table, terminator: "")
      for path in outputs.paths { common.note("wrote \(path)") }
    }
  }
}
