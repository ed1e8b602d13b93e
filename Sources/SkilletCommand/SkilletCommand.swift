internal import ArgumentParser
internal import Skillet

/// The `skillet` tool.
@main struct SkilletCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skillet", abstract: "Turns long demonstration videos into skills.",
    version: skilletVersion,
    subcommands: [
      SegmentCommand.self, AnnotateCommand.self, DiscoverCommand.self, OrderCommand.self,
      GraphCommand.self, RateCommand.self, QuestionsCommand.self, TrainCommand.self,
      LabelCommand.self, InspectCommand.self, FeaturesCommand.self, ConvertCommand.self,
      ValidateCommand.self, EvaluateCommand.self, LeRobotBridgeCommand.self, ServeCommand.self,
      DoctorCommand.self,
    ])
}
