/// The event boundaries that several raters saw in one video: Kinetics-GEBD's annotations, its
/// pickle written as JSON.
///
/// `{video: {"video_duration": 10.0, "fps": 30, "f1_consis_avg": 0.7, "substages_timestamps":
/// [[1.2, 5.0], [1.3]]}}`, all in seconds, a list a rater. Python writes it from the pickle with
/// `json.dump(pickle.load(open("x.pkl", "rb"), encoding="latin1"), open("x.json", "w"),
/// default=float)`.
public struct EventTruth: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Its length in seconds.
  public var duration: Double
  /// Frames a second; nil where the file does not say it.
  public var frameRate: Double?
  /// Each rater's boundaries in seconds, in the order of the file.
  public var raters: [[Double]]
  /// The raters' mean agreement; nil where the file does not say it.
  public var consistency: Double?

  /// Reads all videos; nil where the text is JSON of another shape.
  public static func read(_ json: JSONValue, file: String) throws(AnnotationError) -> [EventTruth]? {
    guard let members = json.members,
      members.contains(where: { $0.value["substages_timestamps"] != nil })
    else { return nil }
    func fault(_ place: String, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the event boundaries", place: place, reason: reason,
        advice: "write Kinetics-GEBD's annotations as JSON")
    }
    var videos: [EventTruth] = []
    for member in members {
      let place = "\(member.key).substages_timestamps"
      guard let lists = member.value["substages_timestamps"]?.array, !lists.isEmpty else {
        throw fault(place, "should be a list a rater, at least one")
      }
      let raters = lists.compactMap { $0.array.map { $0.compactMap(\.number) } }
      guard raters.map(\.count) == lists.map({ $0.array?.count ?? -1 }) else {
        throw fault(place, "should hold numbers of seconds")
      }
      guard let duration = member.value["video_duration"]?.number, duration > 0 else {
        throw fault("\(member.key).video_duration", "should be a number of seconds above 0")
      }
      let rate = member.value["fps"]?.number
      videos.append(
        EventTruth(
          name: VideoName.ofVideo(member.key), duration: duration,
          frameRate: rate.flatMap { $0 > 0 ? $0 : nil }, raters: raters,
          consistency: member.value["f1_consis_avg"]?.number))
    }
    return videos
  }
}

/// The predicted times of one video, as Kinetics-GEBD exchanges them: `{video: [t1, t2, …]}`.
public struct TimeList: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Seconds, in the order of the file.
  public var times: [Double]

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
