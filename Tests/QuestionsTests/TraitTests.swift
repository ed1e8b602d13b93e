import Annotations
import Testing

@testable import Questions

/// What is asked of places, directions and states.
@Suite struct TraitTests {
  private let video = DescribedVideo(id: "v", durationMicroseconds: 60_000_000, scene: .game)

  private func event(_ id: String, _ second: Double) -> Fact {
    Fact(
      id: id, video: "v", kind: .event, arguments: [.init(role: "object", entity: "wood")],
      value: .text("collect wood"), span: TimeSpan(start: second, end: second + 0.05),
      source: "log")
  }

  private func side(_ id: String, _ side: String, _ second: Double) -> Fact {
    Fact(
      id: id, video: "v", kind: .location,
      arguments: [
        .init(role: "property", entity: "side"), .init(role: "object", entity: "wood"),
      ], value: .text(side), span: TimeSpan(start: second, end: second + 0.05), source: "log")
  }

  private func timeline(_ facts: [Fact], uncertainty: Int64 = 0) -> Timeline {
    var entities: [String: Entity] = [:]
    for name in ["wood", "side", "brightness", "picture"] {
      entities[name] = Entity(id: name, name: name, kind: "object")
    }
    return Timeline(
      video: video, facts: facts, entities: entities, uncertainties: ["pixels": uncertainty])
  }

  @Test func eventsInARowHaveASideOnlyWhereTheyAgree() throws {
    let agreeing = timeline([
      event("a", 1), event("b", 1.5), side("c", "left", 1), side("d", "left", 1.5),
    ])
    #expect(agreeing.occurrences.count == 1)
    #expect(agreeing.occurrences.first?.traits["side"] == "left")
    let differing = timeline([
      event("a", 1), event("b", 1.5), side("c", "left", 1), side("d", "above", 1.5),
    ])
    #expect(differing.occurrences.first?.traits["side"] == nil)
    let half = timeline([event("a", 1), event("b", 1.5), side("c", "left", 1)])
    #expect(half.occurrences.first?.traits["side"] == nil)
  }

  @Test func whatIsMeasuredHoldsOnlyAwayFromItsUncertainEnds() {
    let action = Fact(
      id: "a", video: "v", kind: .action, arguments: [], value: .text("stir"),
      span: TimeSpan(start: 0, end: 2), source: "person")
    let dark = Fact(
      id: "b", video: "v", kind: .attribute,
      arguments: [.init(role: "property", entity: "brightness")], value: .text("dark"),
      span: TimeSpan(start: 0, end: 2), source: "pixels")
    #expect(timeline([action, dark]).occurrences.first?.traits["brightness"] == "dark")
    let unsure = timeline([action, dark], uncertainty: 1_000_000)
    #expect(unsure.occurrences.first?.traits["brightness"] == nil)
  }

  /// Made videos in which every action has a place, and a phase holds meanwhile.
  private func placed(seed: UInt64) -> FactsDocument {
    var document = MadeVideo.facts(videos: 6, seed: seed)
    for name in ["place", "phase"] {
      document.entities.append(Entity(id: name, name: name, kind: "property"))
    }
    for (index, fact) in document.facts.enumerated() {
      for (property, values) in [
        ("place", ["left", "right", "middle"]), ("phase", ["first", "second"]),
      ] {
        document.facts.append(
          Fact(
            id: "\(fact.id)/\(property)", video: fact.video,
            kind: property == "place" ? .location : .attribute,
            arguments: [.init(role: "property", entity: property)],
            value: .text(values[(index * 7 + Int(seed)) % values.count]), span: fact.span,
            source: "made"))
      }
    }
    return document
  }

  @Test(arguments: [1, 2] as [UInt64]) func placesAndStatesAreAskedFor(_ seed: UInt64) {
    let made = MadeVideo.questions(placed(seed: seed), seed: seed) { $0.count = 60 }
    let types = made.document.questions.compactMap { $0.proof?.answerType }
    #expect(types.contains("location"), "seed \(seed)")
    #expect(types.contains("attribute"), "seed \(seed)")
    #expect(QuestionLint(made.document, file: "-", seed: 0).faults.isEmpty)
  }

  @Test func aProfileDrillsWhatFails() {
    func share(_ failures: [QuestionStep.Skill: Double]) -> Double {
      let made = MadeVideo.questions(placed(seed: 3), seed: 3) {
        $0.count = 40
        $0.failures = failures
      }
      let steps = made.document.questions.flatMap { $0.proof?.steps ?? [] }
      return Double(steps.count { $0.skill == .spatial }) / Double(max(1, steps.count))
    }
    let (usual, drilled) = (share([:]), share([.spatial: 1]))
    #expect(drilled > 2 * usual, "\(usual) became \(drilled)")
  }
}
