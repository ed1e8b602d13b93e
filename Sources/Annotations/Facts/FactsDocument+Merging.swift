extension FactsDocument {
  /// One document of several, whose videos may be the same: facts of one video come together.
  ///
  /// A video that two documents describe must be equally long in both, to a tenth of a second; an
  /// entity, a source or a fact of one id must be the same in both. Facts are sorted by video, time
  /// and id. Throws where documents disagree, and where the whole disagrees with itself.
  public init(merging documents: [(document: FactsDocument, file: String)]) throws(AnnotationError)
  {
    var whole = FactsDocument()
    var places: [String: Int] = [:]
    var entities: [String: Entity] = [:]
    var sources: [String: FactSource] = [:]
    var facts: [String: Fact] = [:]
    for (document, file) in documents {
      func clash(_ place: String, _ reason: String) -> AnnotationError {
        AnnotationError(
          file: file, step: "join the facts", place: place, reason: reason,
          advice: "give another id, or leave one of the files out")
      }
      for (index, video) in document.videos.enumerated() {
        if let place = places[video.id] {
          let known = whole.videos[place]
          if (known.duration - video.duration).magnitude > 0.1 {
            throw clash(
              "videos[\(index)]",
              "\"\(video.id)\" lasts \(video.duration) s here and \(known.duration) s in an"
                + " earlier file")
          }
          whole.videos[place] = known.completed(by: video)
        } else {
          places[video.id] = whole.videos.count
          whole.videos.append(video)
        }
      }
      for (index, entity) in document.entities.enumerated() {
        if let known = entities[entity.id], known.name != entity.name {
          throw clash("entities[\(index)]", "\"\(entity.id)\" is \"\(known.name)\" elsewhere")
        }
        if entities.updateValue(entity, forKey: entity.id) == nil { whole.entities.append(entity) }
      }
      for (index, source) in document.sources.enumerated() {
        if let known = sources[source.id], known != source {
          throw clash("sources[\(index)]", "\"\(source.id)\" is another source elsewhere")
        }
        if sources.updateValue(source, forKey: source.id) == nil { whole.sources.append(source) }
      }
      for (index, fact) in document.facts.enumerated() {
        if let known = facts[fact.id] {
          if known == fact { continue }
          throw clash("facts[\(index)]", "\"\(fact.id)\" says something else elsewhere")
        }
        facts[fact.id] = fact
        whole.facts.append(fact)
      }
    }
    whole.sort()
    let files = documents.map(\.file).joined(separator: ", ")
    try whole.faults.raise(file: files, step: "join the facts", advice: "correct the files")
    self = whole
  }

  /// Orders the facts by video, as the videos are listed, then by time, then by id.
  mutating func sort() {
    let order = Dictionary(
      videos.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func key(_ fact: Fact) -> (Int, Int64, Int64, String) {
      (
        order[fact.video] ?? Int.max, fact.span.startMicroseconds, fact.span.endMicroseconds,
        fact.id
      )
    }
    facts.sort { key($0) < key($1) }
  }
}

extension DescribedVideo {
  /// What one file leaves open is taken from the other.
  func completed(by other: DescribedVideo) -> DescribedVideo {
    var video = self
    video.path = path ?? other.path
    video.frames = frames ?? other.frames
    video.frameRate = frameRate ?? other.frameRate
    video.topic = topic ?? other.topic
    if scene == .unknown { video.scene = other.scene }
    return video
  }
}
