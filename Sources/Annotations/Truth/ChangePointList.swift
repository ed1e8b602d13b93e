/// The change points of one series out of a list of many, as the time series segmentation benchmark
/// (TSSB) states them in `desc.txt`: `name,window,change point,…`, a line a series.
public struct ChangePointList: Sendable, Hashable {
  /// The series' name.
  public var name: String
  /// The first samples of its pieces but the first.
  public var changePoints: [Int]

  /// Reads all series; nil where the text is no such list, because a line has no window or
  /// something that is no number.
  ///
  /// Throws where a name is there twice; a line that repeats the one before it is a frame's label.
  public static func read(
    _ text: String, file: String
  ) throws(AnnotationError) -> [ChangePointList]? {
    var lists: [ChangePointList] = []
    var lines: [String: Int] = [:]
    var previous = ""
    for (index, line) in TextLines(text).lines.enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      if line == previous { return nil }
      previous = line
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.filter { !$0.isWhitespace }
      }
      let numbers = fields.dropFirst().compactMap { Int($0) }
      guard fields.count > 1, numbers.count == fields.count - 1, Int(fields[0]) == nil else {
        return nil
      }
      if let other = lines.updateValue(index + 1, forKey: fields[0]) {
        throw AnnotationError(
          file: file, step: "read the change points", place: "line \(index + 1)",
          reason: "\(fields[0]) is also in line \(other)", advice: "give each series once")
      }
      lists.append(ChangePointList(name: fields[0], changePoints: Array(numbers.dropFirst())))
    }
    return lists.isEmpty ? nil : lists
  }
}
