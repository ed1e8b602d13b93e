/// COIN's and CaptainCook4D's timed steps as actions.
struct StepFacts {
  let file: String
  let background: Set<String>

  func read(_ json: JSONValue) throws(AnnotationError) -> FactsDocument {
    let list = try StepSequenceJSON(file: file).read(json)
    let isCaptainCook = json["annotations"]?.members != nil
    let durations = durations(json)
    var facts = FactCollection()
    let source = isCaptainCook ? "captaincook4d" : durations.isEmpty ? "steps" : "coin"
    facts.add(
      FactSource(
        id: source, kind: .person, name: isCaptainCook ? "CaptainCook4D" : "COIN or alike",
        uncertainty: 1))
    for sequence in list.sequences {
      let steps = sequence.steps.filter { !background.contains($0.label) }
      guard let end = steps.compactMap(\.seconds?.upperBound).max(), end > 0 else {
        throw AnnotationError(
          file: file, step: "read the facts", place: sequence.name,
          reason: "the steps have no times", advice: "give each step its start and end")
      }
      let stated = durations[sequence.name]
      if let stated, end > stated + 1 {
        throw AnnotationError(
          file: file, step: "read the facts", place: sequence.name,
          reason: "a step ends at \(end) s, behind the end of the video, \(stated) s",
          advice: "correct the step or the duration")
      }
      let duration = max(stated ?? end, end)
      facts.add(
        DescribedVideo(
          id: sequence.name, durationMicroseconds: Int64((duration * 1e6).rounded()),
          topic: sequence.task.map(FactLabel.topic), scene: .person))
      for step in steps {
        guard let seconds = step.seconds, seconds.lowerBound < seconds.upperBound else { continue }
        let label = isCaptainCook ? FactLabel.captainCook(step.label) : FactLabel.words(step.label)
        if label.isEmpty { continue }
        facts.add(
          .action, .text(label),
          span: TimeSpan(start: seconds.lowerBound, end: seconds.upperBound), source: source)
      }
    }
    return facts.document
  }

  /// The stated lengths of the videos in COIN's shapes.
  private func durations(_ json: JSONValue) -> [String: Double] {
    let members = json["database"]?.members ?? json.array?.compactMap { $0.members?.first } ?? []
    var durations: [String: Double] = [:]
    for member in members { durations[member.key] = member.value["duration"]?.number }
    return durations
  }
}
