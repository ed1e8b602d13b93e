internal import Frames

/// Label Studio's tasks for its TimelineLabels: `[{"data": {"video", "frameRate"}, "predictions":
/// [{"model_version", "score", "result": [{"id", "from_name", "to_name", "type": "timelinelabels",
/// "value": {"ranges": [{"start", "end"}], "timelinelabels": [label]}}]}]}]`.
///
/// Frames count from 1 and are inclusive: a half-open `start..<end` is written as `start + 1` and
/// `end`. Label Studio shows a frame at `time * frameRate` of the task, whatever the file's rate, so
/// the rate is always written (`<Video framerate="$frameRate">`), and where the video's rate varies
/// the frames are counted at that fixed rate; a span without one is left out. A tier is the control that a region came from
/// (`from_name`); several annotations of a task become tiers of their own.
public enum LabelStudio: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "label-studio"
  /// Another name.
  public static let aliases = ["labelstudio"]
  /// What it is.
  public static let title = "Label Studio's tasks"
  /// The file in an output folder.
  public static let fileName = "label-studio.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .paths, .rates, .tiers, .overlaps, .gaps, .frames, .labels, .missingLabels,
    .emptyLabels, .scores, .details,
  ]
  /// The control of a tier without a name.
  static let control = "timelineLabels"

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let opening = source.opening
    return ["[", "{"].contains(source.firstCharacter) && opening.contains("\"data\"")
      && (opening.contains("\"predictions\"") || opening.contains("\"annotations\""))
      && !opening.contains("\"database\"")
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var tasks: [JSONValue] = []
    for video in set.videos {
      let rate = try video.rate(format: title)
      var results: [JSONValue] = []
      for tier in video.tiers {
        for (position, span) in tier.spans.enumerated() {
          let frames = try countedFrames(of: span, in: video, rate: rate)
          if frames.isEmpty { continue }
          results.append(
            region(
              span, frames: frames, id: "s\(results.count + 1)",
              control: tier.name.isEmpty ? control : tier.name, position: position))
        }
      }
      let own = [
        JSONMember("video", .string(video.path ?? video.name)),
        JSONMember("frameRate", rate.framesPerSecond),
      ]
      let scores = video.spans.compactMap(\.score)
      var prediction = [JSONMember("model_version", .string("skillet"))]
      // Label Studio takes no prediction whose score is beyond 0...1.
      if !scores.isEmpty, scores.allSatisfy({ (0...1).contains($0) }) {
        let mean = scores.reduce(0, +) / Double(scores.count)
        prediction.append(JSONMember("score", .number(mean)))
      }
      prediction.append(JSONMember("result", .array(results)))
      tasks.append(
        .object([
          JSONMember("data", .object(own.joined(by: video.attributes))),
          JSONMember("predictions", .array([.object(prediction)])),
        ]))
    }
    return [try JSONValue.array(tasks).fileText(fileName)]
  }

  private static func region(
    _ span: AnnotatedSpan, frames: Range<Int>, id: String, control: String, position: Int
  ) -> JSONValue {
    let range = JSONValue.object([
      JSONMember("start", .integer(Int64(frames.lowerBound + 1))),
      JSONMember("end", .integer(Int64(frames.upperBound))),
    ])
    let labels = span.label.map { [JSONValue.string($0)] } ?? []
    var members = [
      JSONMember("id", .string(id)), JSONMember("from_name", .string(control)),
      JSONMember("to_name", .string("video")), JSONMember("type", .string("timelinelabels")),
      JSONMember(
        "value",
        .object([
          JSONMember("ranges", .array([range])), JSONMember("timelinelabels", .array(labels)),
        ])),
    ]
    if let score = span.score { members.append(JSONMember("score", .number(score))) }
    return .object(members)
  }

  /// The frames of a span as Label Studio counts them: by index at a constant rate, else by time at
  /// the fixed rate of the task.
  private static func countedFrames(
    of span: AnnotatedSpan, in video: AnnotatedVideo, rate: Rational
  ) throws(AnnotationError) -> Range<Int> {
    guard video.hasVariableRate, let times = try? video.times(of: span, format: title) else {
      return try video.frames(of: span, format: title)
    }
    let clock = FrameClock.rate(rate)
    let start = clock.frame(nearest: times.start)
    return start..<max(start, clock.frame(nearest: times.end))
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    if set.videos.contains(where: \.hasVariableRate),
      !losses.contains(where: { $0.kind == .frames })
    {
      losses.append(Loss(.frames, "frame numbers of a variable rate (it counts at a fixed one)"))
    }
    return losses
  }
}

extension AnnotatedVideo {
  /// Whether frames are known not to follow each other at one rate.
  var hasVariableRate: Bool {
    if let document { return document.video.variableFrameRate }
    guard case .times(let times)? = clock, times.count > 2, let frameRate else { return false }
    let steady = FrameClock.rate(frameRate, start: times[0])
    return !times.indices.allSatisfy { steady.frame(nearest: times[$0]) == $0 }
  }
}

extension Rational {
  /// Frames a second as JSON; 30000/1001 as the nearest `Double`.
  var framesPerSecond: JSONValue {
    numerator % denominator == 0
      ? .integer(Int64(numerator / denominator)) : .number(quotient)
  }
}
