/// The predicted times of one video, as Kinetics-GEBD exchanges them: `{video: [t1, t2, …]}`.
public struct TimeList: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Seconds, in the order of the file.
  public var times: [Double]

  /// Collects a video.
  public init(name: String, times: [Double]) {
    self.name = name
    self.times = times
  }

  /// Reads all videos; nil where the text is JSON of another shape.
  public static func read(_ json: JSONValue, file: String) throws(AnnotationError) -> [TimeList]? {
    guard let members = json.members, !members.isEmpty,
      members.allSatisfy({ $0.value.array != nil })
    else { return nil }
    var lists: [TimeList] = []
    for member in members {
      let values = member.value.array ?? []
      let times = values.compactMap(\.number)
      guard times.count == values.count, times.allSatisfy({ $0.magnitude < 1e9 }) else {
        throw AnnotationError(
          file: file, step: "read the predicted times", place: member.key,
          reason: "should be a list of seconds", advice: "give {video: [seconds, …]}")
      }
      lists.append(TimeList(name: VideoName.ofVideo(member.key), times: times))
    }
    return lists
  }
}
