extension FactsDocument {
  /// Everything by which the document disagrees with itself.
  ///
  /// The rules: ids are unique; every video, entity and source that a fact names is listed; a span
  /// lies inside its video, to one microsecond; and facts do not contradict each other. Two facts
  /// contradict each other when they say different things of one kind, of the same arguments, at
  /// the same moment, and that kind can only have one value at a time: an attribute, a count, a
  /// location or a motion.
  public var faults: [DocumentFault] {
    var faults = duplicates("videos", videos.map(\.id))
    faults += duplicates("entities", entities.map(\.id))
    faults += duplicates("sources", sources.map(\.id))
    faults += duplicates("facts", facts.map(\.id))
    if !faults.isEmpty { return faults }
    let lengths = Dictionary(uniqueKeysWithValues: videos.map { ($0.id, $0) })
    let known = Set(entities.map(\.id))
    let origins = Set(sources.map(\.id))
    for (index, fact) in facts.enumerated() {
      let place = "facts[\(index)]"
      guard let video = lengths[fact.video] else {
        faults.append(DocumentFault("\(place).video", "no video is called \"\(fact.video)\""))
        continue
      }
      if fact.span.endMicroseconds > video.durationMicroseconds + 1 {
        faults.append(
          DocumentFault(
            "\(place).span.end",
            "\(fact.span.end) s lies behind the end of \"\(fact.video)\", \(video.duration) s"))
      }
      if let frames = video.frames, let span = fact.span.frames, span.upperBound > frames {
        faults.append(
          DocumentFault(
            "\(place).span.frames",
            "\(span.upperBound) lies behind the last of the \(frames) frames of \"\(fact.video)\""))
      }
      if !origins.contains(fact.source) {
        faults.append(DocumentFault("\(place).source", "no source is called \"\(fact.source)\""))
      }
      for (position, argument) in fact.arguments.enumerated()
      where !known.contains(argument.entity) {
        faults.append(
          DocumentFault(
            "\(place).arguments[\(position)].entity",
            "no entity is called \"\(argument.entity)\""))
      }
    }
    return faults + contradictions
  }

  private func duplicates(_ list: String, _ ids: [String]) -> [DocumentFault] {
    var first: [String: Int] = [:]
    var faults: [DocumentFault] = []
    for (index, id) in ids.enumerated() {
      if let earlier = first[id] {
        faults.append(
          DocumentFault("\(list)[\(index)].id", "\"\(id)\" is already \(list)[\(earlier)]"))
      } else {
        first[id] = index
      }
    }
    return faults
  }

  private struct Subject: Hashable {
    var video: String
    var kind: Fact.Kind
    var arguments: [Fact.Argument]
  }

  private var contradictions: [DocumentFault] {
    var claims: [Subject: [Int]] = [:]
    for (index, fact) in facts.enumerated() where fact.kind.hasOneValue {
      let subject = Subject(video: fact.video, kind: fact.kind, arguments: fact.arguments)
      claims[subject, default: []].append(index)
    }
    var faults: [(Int, DocumentFault)] = []
    for indices in claims.values {
      let sorted = indices.sorted {
        (facts[$0].span.startMicroseconds, $0) < (facts[$1].span.startMicroseconds, $1)
      }
      // Of all that began before, the one that lasts longest overlaps if any does; the one
      // before it in the list is enough where values agree.
      var open: Int?
      for index in sorted {
        if let open, facts[open].span.overlaps(facts[index].span),
          facts[open].value != facts[index].value
        {
          faults.append(
            (
              index,
              DocumentFault(
                "facts[\(index)]",
                "says \(facts[index].value.words) where \"\(facts[open].id)\" says"
                  + " \(facts[open].value.words) of the same thing at the same time")
            ))
        }
        if open.map({ facts[$0].span.endMicroseconds < facts[index].span.endMicroseconds }) ?? true
        {
          open = index
        }
      }
    }
    return faults.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension Fact.Kind {
  /// Whether one subject can have only one value of this kind at one moment.
  var hasOneValue: Bool {
    switch self {
    case .attribute, .count, .location, .motion: true
    case .action, .object, .relation, .event: false
    }
  }
}

extension Fact.Value {
  /// The value as a message shows it.
  var words: String {
    switch self {
    case .none: "nothing"
    case .text(let text): "\"\(text)\""
    case .number(let number): number.shortText
    }
  }
}
