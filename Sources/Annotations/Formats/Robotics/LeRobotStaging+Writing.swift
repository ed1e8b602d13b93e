internal import Frames

extension LeRobotStaging {
  /// `episode_000003/plan.jsonl`, and the files of events where there are any.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for (index, video) in set.videos.enumerated() {
      var modules: [String: [(time: MediaTime, line: String)]] = ["plan": []]
      for tier in video.tiers {
        let style = style(of: tier)
        for span in tier.spans {
          let times = try video.times(of: span, format: title)
          let module = style == "speech" ? "interjections" : events[style] ?? "plan"
          modules[module, default: []].append((times.start, try row(span, style, times.start)))
        }
      }
      let number = LeRobotName.episode(of: video.name) ?? index
      for name in ["plan", "interjections", "vqa"] {
        guard let rows = modules[name] else { continue }
        let lines = rows.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }
        files.append(
          AnnotationFile(
            name: "\(LeRobotName.name(ofEpisode: number))/\(name).jsonl",
            text: lines.map { $0.1.line + "\n" }.joined()))
      }
    }
    if Set(files.map(\.name)).count < files.count {
      throw AnnotationError(
        file: set.videos.first?.name ?? "", step: "write \(title)",
        reason: "two videos stand for one episode, since their names end with the same number",
        advice: "name videos for their episodes: episode_000003")
    }
    return files
  }

  /// The style that a tier is written as: its name where that is a style, else `subtask`.
  private static func style(of tier: AnnotationTier) -> String {
    states.contains(tier.name) || events[tier.name] != nil || tier.name == "speech"
      ? tier.name : "subtask"
  }

  private static func row(
    _ span: AnnotatedSpan, _ style: String, _ time: MediaTime
  ) throws(AnnotationError) -> String {
    let own = [
      JSONMember("camera", .null),
      JSONMember("content", span.label.map { .string($0) } ?? .null),
      JSONMember("role", .string("assistant")),
      JSONMember("style", style == "speech" ? .null : .string(style)),
      // A row's time is a float: 2 is written 2.0.
      JSONMember("timestamp", .number(time.seconds)), JSONMember("tool_calls", .null),
    ]
    let stated = span.attributes.filter { ["camera", "role", "tool_calls"].contains($0.key) }
    let members = stated.joined(by: own).sorted { $0.key < $1.key }
    let file = try JSONValue.object(members).fileText(fileName, .compact)
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    losses.removeAll { loss in
      switch loss.kind {
      case .tiers:
        // Tiers that are styles come back as they are.
        set.videos.allSatisfy { video in
          Set(video.tiers.map(\.name)).count == video.tiers.count
            && video.tiers.allSatisfy {
              $0.parent == nil
                && ($0.name.isEmpty || $0.name != "subtask" && style(of: $0) == $0.name)
            }
        }
      case .attributes:
        set.videos.allSatisfy { video in
          video.spans.allSatisfy { span in
            span.attributes.allSatisfy { ["camera", "role", "tool_calls"].contains($0.key) }
          }
        }
      default: false
      }
    }
    return losses
  }
}
