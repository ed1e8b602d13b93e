internal import Frames

/// Labelled spans of any format that ``AnnotationFormats`` reads, as facts.
///
/// The spans of a video's finest tier become actions; `verb` and `noun` of a span become its
/// arguments. What other tiers say, a phase or an object's state, holds meanwhile: it becomes an
/// attribute whose property is the tier. Spans without a label say nothing.
struct FormatFacts {
  let format: any AnnotationFormat.Type
  let frameRate: Rational?
  let background: Set<String>

  func read(_ source: AnnotationSource) throws(AnnotationError) -> FactsDocument {
    var context = ReadingContext(
      file: source.file, clock: frameRate.map { FrameClock.rate($0) })
    context.frameRate = frameRate
    let set = try format.read(source, context: context)
    var facts = FactCollection()
    facts.add(
      FactSource(id: format.id, kind: .format, name: format.title, uncertainty: 0.5))
    for video in set.videos {
      var placed: [(tier: AnnotationTier, spans: [Placed])] = []
      for tier in video.tiers {
        var spans: [Placed] = []
        for span in tier.spans {
          if let span = try self.placed(span, of: video, source.file) { spans.append(span) }
        }
        if !spans.isEmpty { placed.append((tier, spans)) }
      }
      guard let end = placed.flatMap(\.spans).map(\.span.endMicroseconds).max() else { continue }
      let stated = video.duration.map { Int64(($0.seconds * 1e6).rounded()) } ?? 0
      facts.add(
        DescribedVideo(
          id: video.name, path: video.path, durationMicroseconds: max(stated, end),
          frames: video.frames, frameRate: rate(of: video)))
      let finest = Self.finest(placed.map(\.tier))
      for (index, (tier, spans)) in placed.enumerated() {
        for span in spans { add(span, isAction: index == finest, tier, to: &facts) }
      }
    }
    guard !facts.document.facts.isEmpty else {
      throw AnnotationError(
        file: source.file, step: "read the facts", reason: "no span of \(format.title) has a label",
        advice: "label the segments first, such as with `skillet convert --labels FILE`")
    }
    return facts.document
  }

  private struct Placed {
    var label: String
    var span: TimeSpan
    var score: Double?
    var verb: String?
    var noun: String?
  }

  /// The tier that is no other's parent and has the most spans.
  private static func finest(_ tiers: [AnnotationTier]) -> Int? {
    let parents = Set(tiers.compactMap(\.parent))
    let leaves = tiers.indices.filter { !parents.contains(tiers[$0].name) }
    return leaves.max { (tiers[$0].spans.count, $1) < (tiers[$1].spans.count, $0) }
      ?? tiers.indices.first
  }

  private func rate(of video: AnnotatedVideo) -> Rational? {
    if case .rate(let rate, _)? = video.clock { return rate }
    return video.frameRate ?? frameRate
  }

  private func placed(
    _ span: AnnotatedSpan, of video: AnnotatedVideo, _ file: String
  ) throws(AnnotationError) -> Placed? {
    let named = span.label.map { FactLabel.words($0) } ?? span.skill.map { "skill \($0)" } ?? ""
    if named.isEmpty || background.contains(span.label ?? "") || span.extent == .unplaced {
      return nil
    }
    let time: TimeSpan
    if let times = span.extent.times {
      time = TimeSpan(
        start: times.start.seconds, end: times.end.seconds, frames: span.extent.frames)
    } else if let frames = span.extent.frames {
      guard let rate = rate(of: video), rate.numerator > 0 else {
        throw AnnotationError(
          file: file, step: "read the facts", place: span.place.description,
          reason: "\(format.title) counts frames, and how many there are a second is not known",
          advice: "give --rate, such as `--rate 30`")
      }
      time = TimeSpan(frames: frames, rate: rate)
    } else {
      return nil
    }
    guard time.endMicroseconds > time.startMicroseconds else { return nil }
    return Placed(
      label: named, span: time, score: span.score, verb: span["verb"]?.string,
      noun: span["noun"]?.string)
  }

  private func add(
    _ span: Placed, isAction: Bool, _ tier: AnnotationTier, to facts: inout FactCollection
  ) {
    let confidence = span.score.map { min(1, max(0, $0)) } ?? 1
    guard isAction else {
      let property = tier.name.isEmpty ? "state" : FactLabel.words(tier.name)
      facts.add(
        .attribute, .text(span.label), span: span.span,
        arguments: [("property", property, "property")], source: format.id, confidence: confidence)
      return
    }
    var arguments: [(role: String, name: String, kind: String)] = []
    if let verb = span.verb, !verb.isEmpty {
      arguments.append(("verb", FactLabel.words(verb), "verb"))
    }
    if let noun = span.noun, !noun.isEmpty {
      arguments.append(("object", EpicKitchensFacts.noun(noun), "object"))
    }
    facts.add(
      .action, .text(span.label), span: span.span, arguments: arguments, source: format.id,
      confidence: confidence)
  }
}
