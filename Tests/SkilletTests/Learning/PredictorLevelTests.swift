import Annotations
import Segmentation
import Testing

@testable import Skillet

@Suite struct PredictorLevelTests {
  private func mixture(exits: [Int]?) throws -> PredictorModel {
    var model = SmallModel.make(.skillMixture)
    guard case .skillMixture(var detector) = model.detector else {
      throw SkilletError(.failed, "no mixture was made")
    }
    detector.exits = exits
    model.detector = .skillMixture(detector)
    model.settings.mixture?.exits = exits
    return model
  }

  @Test func aModelIsLeftAsItIsAtItsOwnLevel() throws {
    let model = try mixture(exits: [1]).cutting(at: .skills, path: "m")
    #expect(model.settings.mixture?.exits == [1])
  }

  @Test func aMixtureOfFineSkillsKnowsItsStages() throws {
    let model = try mixture(exits: [1]).cutting(at: .stages, path: "m")
    guard case .skillMixture(let detector) = model.detector else {
      Issue.record("the kind changed")
      return
    }
    #expect(detector.exits == nil && model.settings.mixture?.exits == nil)
    #expect(model.settings.training.level == "stage")
  }

  @Test func aMixtureThatCutsAtEveryHandOverKnowsOneLevel() throws {
    let model = try mixture(exits: nil)
    #expect(throws: SkilletError.self) { try model.cutting(at: .stages, path: "m") }
  }
}
