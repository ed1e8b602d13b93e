public import Annotations
internal import Frames
internal import VideoIO

extension Inspection {
  /// The `video` object of the segments document with `keyFrames`, on request `frameTimes`, and the
  /// `actions` and `events` that were matched with the frames.
  public func json(
    listsFrames: Bool, actions: ActionSummary? = nil, events: EventSummary? = nil
  ) -> JSONValue {
    var members = info.jsonObject.members ?? []
    members.append(
      JSONMember("keyFrames", .array(frames.keyFrames.map { .integer(Int64($0)) })))
    if listsFrames {
      let keys = Set(frames.keyFrames)
      let taken = actions?.frameTexts
      let times = (0..<frames.count).map { index in
        var members = [
          JSONMember("index", .integer(Int64(index))),
          JSONMember("pts", .integer(frames[index].pts)),
          JSONMember("seconds", .number(roundedSeconds(frames[index]))),
          JSONMember("key", .bool(keys.contains(index))),
        ]
        if let taken {
          members.append(
            JSONMember("action", taken[index].isEmpty ? .null : .string(taken[index])))
        }
        return JSONValue.object(members)
      }
      members.append(JSONMember("frameTimes", .array(times)))
    }
    if let actions { members.append(JSONMember("actions", actions.json)) }
    if let events { members.append(JSONMember("events", events.json)) }
    return .object(members)
  }

  /// The facts as lines for people.
  public var lines: [String] {
    let rate = info.averageFrameRate.quotient
    let color = info.color
    var lines = [
      "file           \(info.path.printable)",
      "codec          \(info.codec), \(info.pixelFormat)",
      "picture        \(info.width) x \(info.height), rotation \(info.rotation), "
        + "sample aspect ratio \(info.sampleAspectRatio)",
      "colour         \(color.matrix), \(color.transfer), \(color.primaries), \(color.range)",
      "frames         \(info.frames) shown, "
        + (info.framesInHeader.map { "\($0) in the header" } ?? "no count in the header"),
      "time base      \(info.timeBase) s",
      "frame rate     \(info.averageFrameRate) (\(decimals(rate, 3)) a second), "
        + (info.variableFrameRate ? "variable" : "constant"),
      "first frame    \(decimals(frames[0].seconds, 3)) s",
      "duration       \(decimals(info.duration, 3)) s",
      "key frames     \(frames.keyFrames.count)",
      "corrupt        \(info.corruptFrames)",
    ]
    lines += info.faults.map { "fault          \($0)" }
    return lines
  }

  /// The list of `--frames` for people: index, PTS, seconds, whether it is a key frame, and the
  /// action where actions were matched.
  public func frameLines(actions: ActionSummary? = nil) -> [String] {
    let keys = Set(frames.keyFrames)
    let taken = actions?.frameTexts
    return ["index\tpts\tseconds\tkey" + (taken == nil ? "" : "\taction")]
      + (0..<frames.count).map { index in
        let frame = frames[index]
        return "\(index)\t\(frame.pts)\t\(decimals(frame.seconds, 6))\t"
          + (keys.contains(index) ? "key" : "") + (taken.map { "\t\($0[index].printable)" } ?? "")
      }
  }

  private func roundedSeconds(_ frame: FrameTime) -> Double {
    (frame.seconds * 1e6).rounded() / 1e6
  }
}
