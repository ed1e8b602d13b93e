/// The Python program that carries skills between LeRobot's Parquet files and Skillet.
///
/// It needs pyarrow, which whoever has such a data set has too. It reads a data set into what
/// `skillet convert` reads as `lerobot`, and writes such a file back as SARM's columns, as
/// `language_persistent`, or as staged rows; its own text says how.
public enum LeRobotBridge {
  /// The program's text.
  public static var program: String {
    String(decoding: PackageResources.lerobot_bridge_py, as: UTF8.self)
  }
}
