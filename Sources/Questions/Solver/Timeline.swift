internal import Annotations

/// What is done in one video, in order, and what else holds meanwhile: what the solver works on.
///
/// Occurrences of one action that follow each other with a pause of at most a second and nothing
/// between count as one. An action is *blurred* where viewers may count it otherwise: where two
/// occurrences are less than three seconds apart, or spans that a person marked as two were joined.
/// Nothing is asked about how often, or for which time, a blurred action is done.
///
/// Where a log of events exists it is what is asked about, because an event is seen at its moment
/// while a skill's span holds the way there, too.
struct Timeline: Sendable {
  let video: DescribedVideo
  private(set) var occurrences: [Occurrence] = []
  private(set) var labels: [String] = []
  private(set) var counts: [String: Int] = [:]
  private(set) var blurred: Set<String> = []
  /// Whether the occurrences have lengths that a viewer can compare; events have none.
  let hasLengths: Bool
  /// The source of the occurrences, by which videos are grouped.
  let source: String
  /// The values of each trait.
  private(set) var traitValues: [String: [String]] = [:]

  /// The things that are ever said to be at a side: of others it is known that they have none.
  private var sided: Set<String> = []

  private static let joined: Int64 = 1_000_000
  private static let clear: Int64 = 3_000_000

  /// Sorts out the facts of one video.
  init(
    video: DescribedVideo, facts: [Fact], entities: [String: Entity],
    uncertainties: [String: Int64]
  ) {
    let events = facts.filter { $0.kind == .event && $0.value.text != nil }
    let actions = facts.filter { $0.kind == .action && $0.value.text != nil }
    let told = events.count >= 10 || actions.isEmpty ? events : actions
    self.video = video
    hasLengths = told.first?.kind == .action
    source = told.first?.source ?? ""
    for fact in told { add(fact, entities, uncertainties) }
    for index in occurrences.indices {
      occurrences[index].index = index
      let label = occurrences[index].label
      counts[label, default: 0] += 1
      occurrences[index].rank = counts[label] ?? 1
    }
    labels = counts.keys.sorted()
    var ends: [String: Int64] = [:]
    for occurrence in occurrences {
      let isJoined = hasLengths && occurrence.facts.count > 1
      let isNear = ends[occurrence.label].map { occurrence.start - $0 < Self.clear } ?? false
      if isJoined || isNear { blurred.insert(occurrence.label) }
      ends[occurrence.label] = max(ends[occurrence.label] ?? 0, occurrence.end)
    }
    addTraits(facts, entities, uncertainties)
  }

  private mutating func add(
    _ fact: Fact, _ entities: [String: Entity], _ uncertainties: [String: Int64]
  ) {
    guard let label = fact.value.text else { return }
    let span = fact.span
    if let last = occurrences.last, last.label == label,
      span.startMicroseconds - last.end <= Self.joined
    {
      let place = occurrences.count - 1
      occurrences[place].end = max(last.end, span.endMicroseconds)
      if let frames = last.frames, let more = span.frames {
        occurrences[place].frames =
          frames.lowerBound..<max(frames.upperBound, more.upperBound)
      }
      occurrences[place].facts.append(fact.id)
      occurrences[place].spans.append(span.startMicroseconds..<span.endMicroseconds)
      return
    }
    occurrences.append(
      Occurrence(
        index: 0, label: label, thing: fact["object"].flatMap { entities[$0]?.name },
        start: span.startMicroseconds, end: span.endMicroseconds, frames: span.frames,
        uncertainty: uncertainties[fact.source] ?? 0, facts: [fact.id],
        spans: [span.startMicroseconds..<span.endMicroseconds]))
  }

  /// Traits: what an attribute, a location or a motion says of an occurrence.
  ///
  /// Of an occurrence with a thing, a side counts only where it is said of this thing. A side holds
  /// where it is said of every moment that the occurrence was joined of, and is the same at all; any
  /// other trait where it holds for at least half of the occurrence.
  private mutating func addTraits(
    _ facts: [Fact], _ entities: [String: Entity], _ uncertainties: [String: Int64]
  ) {
    var said: [Said] = []
    for fact in facts {
      guard fact.kind == .attribute || fact.kind == .location || fact.kind == .motion,
        let value = fact.value.text
      else { continue }
      let key = fact["property"].flatMap { entities[$0]?.name } ?? fact.kind.rawValue
      let thing = fact["object"].flatMap { entities[$0]?.name }
      said.append(
        Said(
          key: key, value: value, thing: thing, fact: fact.id,
          span: fact.span.startMicroseconds..<fact.span.endMicroseconds,
          uncertainty: uncertainties[fact.source] ?? 0))
    }
    sided = Set(said.filter { $0.key == "side" }.compactMap(\.thing))
    said.sort { ($0.span.lowerBound, $0.fact) < ($1.span.lowerBound, $1.fact) }
    let longest = said.map { $0.span.upperBound - $0.span.lowerBound }.max() ?? 0
    for index in occurrences.indices {
      let occurrence = occurrences[index]
      // What begins earlier than this cannot reach the occurrence.
      let earliest = occurrence.start - longest
      let first = said.partitioningIndex { $0.span.lowerBound >= earliest }
      let near = said[first...].prefix { $0.span.lowerBound < occurrence.end }
        .filter { $0.span.upperBound > occurrence.start }
      for (key, own) in Dictionary(grouping: near, by: \.key) {
        let holding =
          key == "side" ? Self.side(of: occurrence, own) : Self.main(of: occurrence, own)
        guard let holding else { continue }
        occurrences[index].traits[key] = holding.value
        occurrences[index].traitFacts[key] = holding.fact
        if !(traitValues[key] ?? []).contains(holding.value) {
          traitValues[key, default: []].append(holding.value)
        }
      }
    }
    for key in traitValues.keys { traitValues[key]?.sort() }
  }

  /// Whether it is known of an occurrence which value a trait has, or that it has none.
  func isKnown(_ key: String, of occurrence: Occurrence) -> Bool {
    if occurrence.traits[key] != nil { return true }
    guard key == "side" else { return false }
    return occurrence.thing.map { !sided.contains($0) } ?? true
  }

  /// What one fact says beside the actions.
  private struct Said {
    var key: String
    var value: String
    var thing: String?
    var fact: String
    var span: Range<Int64>
    var uncertainty: Int64
  }

  private static func side(of occurrence: Occurrence, _ said: [Said]) -> Said? {
    let own = said.filter { $0.thing == occurrence.thing }
    guard let first = own.first, own.allSatisfy({ $0.value == first.value }) else { return nil }
    return occurrence.spans.allSatisfy { moment in own.contains { $0.span.overlaps(moment) } }
      ? first : nil
  }

  private static func main(of occurrence: Occurrence, _ said: [Said]) -> Said? {
    let holding = said.filter { part in
      let shared =
        min(occurrence.end, part.span.upperBound - part.uncertainty)
        - max(occurrence.start, part.span.lowerBound + part.uncertainty)
      return shared > 0 && shared * 2 >= occurrence.length
    }
    guard let first = holding.first, holding.allSatisfy({ $0.value == first.value }) else {
      return nil
    }
    return first
  }
}

extension Fact.Value {
  /// The word, where the fact says one.
  var text: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }
}
