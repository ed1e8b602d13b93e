internal import Frames

/// Step sequences in any of the JSON shapes but CrossTask's.
struct StepSequenceJSON {
  let file: String

  func read(_ json: JSONValue) throws(AnnotationError) -> StepSequenceList {
    if json["schema"]?.string == SegmentsDocument.schema { return try document(json) }
    if let schema = json["schema"]?.string {
      throw fault("schema", "\"\(schema)\" holds no step sequences")
    }
    if let videos = json["database"]?.members { return try list(videos.map(coin)) }
    if let videos = json["annotations"]?.members { return try list(videos.map(captainCook)) }
    if json["database"] != nil || json["annotations"] != nil {
      throw fault("", "the videos should be an object, a member a video")
    }
    if let members = json.members { return try plain(members) }
    guard let values = json.array, !values.isEmpty else {
      throw fault("", "there is no demonstration")
    }
    if let first = values[0].members, first.count == 1, first[0].value["annotation"] != nil {
      var parts: [Part] = []
      for (index, value) in values.enumerated() {
        guard let members = value.members, members.count == 1 else {
          throw fault("[\(index)]", "should be an object of one video")
        }
        parts.append(coin(members[0]))
      }
      return try list(parts)
    }
    return try list(
      values.enumerated().map { index, value in
        let place = "[\(index)]"
        guard value.array == nil else {
          return Part(name: "sequence \(index)", place: place, steps: value, base: place)
        }
        return Part(
          name: (value["name"] ?? value["video"])?.string ?? "sequence \(index)", place: place,
          task: value["task"], steps: value["steps"], base: "\(place).steps")
      })
  }

  /// A demonstration before its steps are read.
  private struct Part {
    var name: String
    var place: String
    var task: JSONValue?
    var steps: JSONValue?
    /// Where the list of steps stands.
    var base: String
  }

  private func coin(_ member: JSONMember) -> Part {
    Part(
      name: member.key, place: member.key, task: member.value["class"] ?? .null,
      steps: member.value["annotation"], base: "\(member.key).annotation")
  }

  private func captainCook(_ member: JSONMember) -> Part {
    Part(
      name: member.key, place: member.key, task: member.value["activity_name"] ?? .null,
      steps: member.value["segments"], base: "\(member.key).segments")
  }

  /// `{NAME: [label, …]}`, `{NAME: {"task", "steps"}}` or one demonstration.
  private func plain(_ members: [JSONMember]) throws(AnnotationError) -> StepSequenceList {
    let own = JSONValue.object(members)
    if own["steps"]?.array != nil {
      return try list([
        Part(
          name: (own["name"] ?? own["video"])?.string ?? VideoName.ofAnnotation(file) ?? file,
          place: "", task: own["task"], steps: own["steps"], base: "steps")
      ])
    }
    return try list(
      members.map { member in
        member.value.array == nil
          ? Part(
            name: member.key, place: member.key, task: member.value["task"],
            steps: member.value["steps"], base: "\(member.key).steps")
          : Part(name: member.key, place: member.key, steps: member.value, base: member.key)
      })
  }

  private func list(_ parts: [Part]) throws(AnnotationError) -> StepSequenceList {
    guard !parts.isEmpty else { throw fault("", "there is no demonstration") }
    var list = StepSequenceList([])
    list.sequences.reserveCapacity(parts.count)
    var names: Set<String> = []
    for part in parts {
      guard let values = part.steps?.array else {
        throw fault(
          part.place,
          "should be a list of steps, or an object that has one; "
            + "the shapes are COIN's, CaptainCook4D's, {NAME: [label]}, [[label]] or "
            + "[{\"task\", \"steps\"}]")
      }
      guard names.insert(part.name).inserted else {
        throw fault(part.place, "\"\(part.name)\" is there twice")
      }
      var task: String?
      if let value = part.task, value != .null {
        guard let name = value.string, !name.isEmpty else {
          throw fault(part.place, "the task should be a name")
        }
        task = name
      }
      var steps: [StepSequence.Step] = []
      for (index, value) in values.enumerated() {
        steps.append(try step(value, "\(part.base)[\(index)]"))
      }
      if steps.contains(where: { $0.seconds != nil }) { steps = Self.inTime(steps) }
      list.sequences.append(StepSequence(name: part.name, task: task, steps: steps))
    }
    return list
  }

  private static let labelKeys = ["label", "step", "step_name", "description", "name"]

  private func step(_ value: JSONValue, _ place: String) throws(AnnotationError)
    -> StepSequence.Step
  {
    if let label = value.string {
      return StepSequence.Step(try StepSequenceFault.label(label, file, place))
    }
    guard let text = Self.labelKeys.lazy.compactMap({ value[$0]?.string }).first else {
      throw fault(place, "should be a label, or an object with one")
    }
    let label = try StepSequenceFault.label(text, file, place)
    let ends = value["segment"]?.array ?? []
    let start = ends.first ?? value["start"] ?? value["start_time"]
    let end = ends.last ?? value["end"] ?? value["end_time"]
    if start == nil, end == nil { return StepSequence.Step(label) }
    guard let from = start?.number, let to = end?.number, from <= to, from >= 0, to < 1e9 else {
      throw fault(place, "its start and end should be seconds, the end not before the start")
    }
    return StepSequence.Step(label, seconds: from..<to)
  }

  /// Steps by their starts, those that start together in the order of the file; untimed ones stay.
  private static func inTime(_ steps: [StepSequence.Step]) -> [StepSequence.Step] {
    guard steps.allSatisfy({ $0.seconds != nil }) else { return steps }
    func key(_ index: Int) -> (Double, Int) { (steps[index].seconds?.lowerBound ?? 0, index) }
    return steps.indices.sorted { key($0) < key($1) }.map { steps[$0] }
  }

  private func document(_ json: JSONValue) throws(AnnotationError) -> StepSequenceList {
    let document = try SegmentsDocument(json: json, file: file)
    var steps: [StepSequence.Step] = []
    for (index, segment) in document.segments.enumerated() {
      guard segment.label != nil || segment.skill != nil else {
        throw fault(
          "segments[\(index)]",
          "has neither a label nor a skill; find skills with `skillet discover`, or label it")
      }
      steps.append(
        StepSequence.Step(
          try StepSequenceFault.label(segment.name, file, "segments[\(index)].label"),
          seconds: segment.start.seconds..<max(segment.start.seconds, segment.end.seconds)))
    }
    return StepSequenceList([
      StepSequence(name: VideoName.ofVideo(document.video.path), steps: steps)
    ])
  }

  private func fault(_ place: String, _ reason: String) -> AnnotationError {
    StepSequenceFault.fault(file, place, reason, "correct the file")
  }
}
