internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet order fit`: the usual order of many demonstrations.
struct OrderFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Finds the usual order of steps in many demonstrations.",
    discussion: """
      Fits a Plackett-Luce model by maximum likelihood and prints the steps in their usual order, \
      with intervals. Reads PrefLib (.soc, .soi, .toc, .toi), CSV (a row a ranking, winner and \
      loser, or a row a step), JSON lists, choix's test cases, segments documents, and the annotations of COIN, \
      CrossTask and CaptainCook4D; folders stand for the files within, - for standard input.
      """)

  @Argument(help: "Files or folders of rankings or demonstrations.", completion: .file())
  var rankings: [String]

  @OptionGroup(title: "What is fitted") var fitting: OrderFittingOptions

  @Option(name: [.short, .long], help: "Write the fit to this file, for skillet order check.")
  var out: String?

  @Option(help: "Write a page that draws the order to this file.")
  var report: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.run { _ in
      let outputs = try ResultFiles([out, report], replaces: force)
      let fit = try fitting.fit(rankings)
      for note in fit.notes { common.note("skillet: note: \(note)") }
      let page = OrderFitReport(fit, command: ["skillet"] + CommandLine.arguments.dropFirst())
      let text = try fit.jsonText()
      try outputs.write([text, report == nil ? "" : try page.html()])
      print(json ? text : fit.table, terminator: "")
      for path in outputs.paths { common.note("wrote \(path)") }
    }
  }
}

/// What orders are read and how they are fitted.
struct OrderFittingOptions: ParsableArguments {
  @Option(help: "The task, where the files hold several.")
  var task: String?

  @Option(
    help: """
      Which occurrence of a step counts where a sequence repeats it (first, last, refuse); by \
      default the first in demonstrations, and an error in rankings.
      """)
  var repeats: StepOrders.Repeats?

  @Option(help: "What a ranking says of items that it does not name: absent, or below all others.")
  var unranked = StepOrders.Unranked.absent

  @Option(
    help: """
      Pseudo-rankings: how often each step wins and loses against a made one; by default 0.5 where \
      the orders do not connect all steps, else 0.
      """)
  var npseudo: Double?

  @Option(help: "A penalty of ridge / 2 times the sum of the squared log-worths.")
  var ridge = 0.0

  @Flag(inversion: .prefixedNo, help: "Find standard errors and intervals.")
  var intervals = true

  func validate() throws {
    if let npseudo, !(0...1e6).contains(npseudo) {
      throw ValidationError("--npseudo lies in 0...1000000")
    }
    if !(0...1e6).contains(ridge) { throw ValidationError("--ridge lies in 0...1000000") }
  }

  /// Reads the files and fits the order.
  func fit(_ paths: [String]) throws -> OrderFit {
    let orders = try StepOrders(paths, task: task, repeats: repeats, unranked: unranked)
    return try OrderFit(
      orders, settings: .init(pseudoRankings: npseudo, ridge: ridge, intervals: intervals))
  }
}
