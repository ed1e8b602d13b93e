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
    addTraits(facts, entities)
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
      return
    }
    occurrences.append(
      Occurrence(
        index: 0, label: label, thing: fact["object"].flatMap { entities[$0]?.name },
        start: span.startMicroseconds, end: span.endMicroseconds, frames: span.frames,
        uncertainty: uncertainties[fact.source] ?? 0, facts: [fact.id]))
  }

  /// Traits: what an attribute, a location or a motion says for at least half of an occurrence;
  /// of an occurrence with a thing, only what is said of this thing or of none.
  private mutating func addTraits(_ facts: [Fact], _ entities: [String: Entity]) {
    for fact in facts {
      guard fact.kind == .attribute || fact.kind == .location || fact.kind == .motion,
        let value = fact.value.text
      else { continue }
      let key = fact["property"].flatMap { entities[$0]?.name } ?? fact.kind.rawValue
      let thing = fact["object"].flatMap { entities[$0]?.name }
      let span = fact.span
      var isUsed = false
      // Only occurrences near the span can share it; they are sorted by start.
      for index in occurrences.indices {
        let occurrence = occurrences[index]
        if occurrence.start >= span.endMicroseconds { break }
        if key == "side", occurrence.thing != thing { continue }
        let shared =
          min(occurrence.end, span.endMicroseconds) - max(occurrence.start, span.startMicroseconds)
        guard shared > 0, shared * 2 >= occurrence.length || key == "side",
          occurrence.traits[key] == nil
        else { continue }
        occurrences[index].traits[key] = value
        occurrences[index].traitFacts[key] = fact.id
        isUsed = true
      }
      if isUsed, !(traitValues[key] ?? []).contains(value) {
        traitValues[key, default: []].append(value)
      }
    }
    for key in traitValues.keys { traitValues[key]?.sort() }
  }
}

extension Fact.Value {
  /// The word, where the fact says one.
  var text: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }
}
