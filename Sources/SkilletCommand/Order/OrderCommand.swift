internal import ArgumentParser

/// `skillet order`: in which order steps belong.
struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Says in which order steps belong, and what departs from it.",
    subcommands: [OrderFitCommand.self, OrderCheckCommand.self])
}
