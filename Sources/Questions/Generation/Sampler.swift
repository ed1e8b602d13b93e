internal import Annotations

/// Draws programs over the facts of one video.
struct Sampler {
  let timeline: Timeline
  let settings: GenerationSettings
  /// Labels that can be worded and are short enough to be read.
  let readable: Set<String>
  var random: SeededRandom

  /// Kinds that this question may use: a random subset, as Skill-Mix draws skills.
  var kinds: [StepKind] = []
  var bindings: [Program.Binding] = []
  var bound: [Occurrence] = []
  var steps: [Draft.Step] = []

  static let longestLabel = 60

  init(timeline: Timeline, settings: GenerationSettings, random: SeededRandom) {
    self.timeline = timeline
    self.settings = settings
    self.random = random
    readable = Set(timeline.labels.filter { $0.count <= Self.longestLabel })
  }

  /// Draws one program of a family; most are rejected by the prover, some here.
  mutating func draft(_ family: Family) throws(Rejection) -> Draft {
    (bindings, bound, steps) = ([], [], [])
    guard timeline.occurrences.count >= 3 else { throw .noPlan }
    let count = drawSteps(family)
    kinds = drawKinds(count)
    switch family {
    case .sequence: return try sequence(count)
    case .conditions: return try conjunction(count, fixed: 0)
    case .boundConditions:
      return try conjunction(count, fixed: count > 4 || random.below(2) == 0 ? 2 : 1)
    case .number: return try number(count)
    case .between: return try between(count)
    case .order: return try order(count)
    }
  }

  private mutating func drawSteps(_ family: Family) -> Int {
    // Twos are rarer than threes and fours, long ones rarer still.
    let weights = [2: 4, 3: 14, 4: 13, 5: 7, 6: 4]
    let allowed = family.steps.filter { settings.steps.contains($0) }
    guard let last = allowed.last else { return settings.steps.lowerBound }
    var place = random.below(allowed.reduce(0) { $0 + (weights[$1] ?? 1) })
    for count in allowed {
      place -= weights[count] ?? 1
      if place < 0 { return count }
    }
    return last
  }

  /// A weighted draw of so many kinds without putting back, and one spare.
  private mutating func drawKinds(_ count: Int) -> [StepKind] {
    var left = StepKind.allCases.filter { settings.weight($0) > 0 }
    var drawn: [StepKind] = []
    while drawn.count <= count, !left.isEmpty {
      var place = random.unit() * left.reduce(0) { $0 + settings.weight($1) }
      let index =
        left.firstIndex { kind in
          place -= settings.weight(kind)
          return place < 0
        } ?? left.count - 1
      drawn.append(left.remove(at: index))
    }
    return drawn
  }

  /// The name of the next binding.
  var nextName: String { String(UnicodeScalar(UInt8(65 + bindings.count))) }

  mutating func bind(
    _ selector: Selector, to occurrence: Occurrence, kind: StepKind, from: [String],
    evidence: [Occurrence] = [], isInline: Bool = false, facts: [String] = []
  ) {
    let index = bindings.count
    let name = nextName
    bindings.append(Program.Binding(name: name, selector: selector, isInline: isInline))
    bound.append(occurrence)
    if isInline { return }
    var parts = selector.conditions.indices.map { Solver.Part.condition(index, $0) }
    if selector.pick != .any { parts.append(.pick(index)) }
    steps.append(
      Draft.Step(
        kind: kind, skill: kind.skill, whole: .binding(index), parts: parts, binds: name,
        dependsOn: from, seen: [occurrence], evidence: evidence + [occurrence],
        facts: evidence.flatMap(\.facts) + occurrence.facts + facts))
  }

  /// The occurrences whose label may be named.
  func named(_ occurrence: Occurrence) -> Bool { readable.contains(occurrence.label) }

  /// Whether it may be said how often, or for which time, the action is done.
  func countable(_ label: String) -> Bool { !timeline.blurred.contains(label) }

  /// An occurrence in a part of the video, given by shares of its length.
  mutating func occurrence(from: Double, to: Double) -> Occurrence? {
    let length = Double(timeline.video.durationMicroseconds)
    let found = timeline.occurrences.filter {
      let place = Double($0.start) / length
      return place >= from && place < to && named($0)
    }
    return found.isEmpty ? nil : random.pick(found)
  }

  /// Everything that the program's text will name.
  func mentions(_ ask: Ask) -> Set<String> {
    var selectors = bindings.map(\.selector)
    switch ask {
    case .action(let selector), .thing(let selector), .count(let selector):
      selectors.append(selector)
    default: break
    }
    var words: Set<String> = []
    for condition in selectors.flatMap(\.conditions) {
      switch condition {
      case .does(let label): words.insert(label)
      case .uses(let thing): words.insert(thing)
      default: break
      }
    }
    return words
  }

  /// The draft of what is bound and asked.
  ///
  /// Throws where one occurrence is meant twice: a step that comes back to what is known already is
  /// a detour.
  func finished(
    _ ask: Ask, _ logic: QuestionProof.Logic, _ type: Draft.AnswerType, _ answer: Answer,
    target: Occurrence? = nil
  ) throws(Rejection) -> Draft {
    let places = bound.map(\.index) + (target.map { [$0.index] } ?? [])
    guard Set(places).count == places.count else { throw .superfluous }
    return Draft(
      program: Program(bindings: bindings, ask: ask), logic: logic, answerType: type,
      answer: answer, steps: steps, mentions: mentions(ask))
  }
}
