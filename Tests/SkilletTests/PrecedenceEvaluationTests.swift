import Evaluation
import Foundation
import Skillet
import Testing

/// Inferred precedence on CaptainCook4D; the figures of the plain rule by an independent script.
@Suite struct PrecedenceEvaluationTests {
  @Test(
    .enabled(if: sharedData != nil, "needs ../shared/data"),
    arguments: [
      (PrecedenceProtocol.Level.edges, 0.750, 0.875), (.pairs, 0.948, 0.984),
    ])
  func thePlainRuleOnCaptainCook4D(
    level: PrecedenceProtocol.Level, precision: Double, recall: Double
  ) throws {
    let folder = try #require(sharedData).appendingPathComponent("steps/captaincook4d").path
    let result = try PrecedenceEvaluation(
      [folder + "/recordings.json"], graphs: [folder + "/task_graphs"],
      protocol: PrecedenceProtocol(level: level, bootstrap: Bootstrap(resamples: 50)))
    #expect(result.scores.videos.count == 12)
    #expect((try #require(result.scores.value("every.precision")) - precision).magnitude < 6e-4)
    #expect((try #require(result.scores.value("every.recall")) - recall).magnitude < 6e-4)
    #expect(result.scores.value("supported.f1") ?? 0 > 0.8)
  }

  @Test(.enabled(if: sharedData != nil, "needs ../shared/data"))
  func crossTasksPathsAreOrderedTaskByTask() throws {
    let paths = try #require(sharedData)
      .appendingPathComponent("steps/crosstask/crosstask_wikihow_output_sequences.json").path
    #expect(throws: SkilletError.self) { try StepOrders([paths]) }
    let fit = try OrderFit(StepOrders([paths], task: "task 1"))
    #expect(fit.converged && fit.items.count == 6)
    #expect((fit.items.reduce(0) { $0 + $1.worth } - 1).magnitude < 1e-9)
    #expect(fit.items.last?.item.hasPrefix("pour the mixture into the cup") == true)
  }
}
