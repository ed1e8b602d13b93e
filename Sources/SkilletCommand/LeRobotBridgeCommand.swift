internal import ArgumentParser
internal import Skillet

/// `skillet lerobot-bridge`: the Python program that reads and writes LeRobot's Parquet files.
struct LeRobotBridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lerobot-bridge",
    abstract: "Prints the Python program that carries skills to and from LeRobot data sets.",
    discussion: """
      skillet lerobot-bridge > lerobot_bridge.py
      python3 lerobot_bridge.py read DATASET --out episodes.json
      skillet convert FOUND --to lerobot --out episodes.json
      python3 lerobot_bridge.py write-sarm DATASET episodes.json
      python3 lerobot_bridge.py write-language DATASET episodes.json

      It needs pyarrow. --help tells the rest.
      """)

  func run() throws { print(LeRobotBridge.program, terminator: "") }
}
