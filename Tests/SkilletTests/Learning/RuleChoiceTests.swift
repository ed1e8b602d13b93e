import LinearAlgebra
import Segmentation
import Testing

@testable import Skillet

/// The rule that is chosen, and that a stream decides in the choice as it does later.
@Suite struct RuleChoiceTests {
  /// Jumps at known rows among smaller ones.
  private func made(seed: UInt64) -> (series: DemonstrationSeries, known: RuleChoice.Known) {
    var generator = SplitMix64(seed: seed)
    let truth = [15, 34, 52, 77]
    var (moves, level) = ([Float](), Float(0))
    for row in 0..<90 {
      if truth.contains(row) { level += 3 }
      moves.append(level + 0.3 * generator.uniform())
    }
    return (
      DemonstrationSeries(
        codes: Array(repeating: -1, count: 90), moves: Matrix(rows: 90, columns: 1, values: moves)),
      RuleChoice.Known(rowFrames: Array(0..<90), frames: 90, truth: truth)
    )
  }

  @Test func theBestRuleFindsWhatCanBeFound() {
    let all = (1...3).map { made(seed: $0) }
    let choice = RuleChoice(known: all.map(\.known))
    let evidence = all.map { ActionChange().evidence($0.series) }
    let (rule, figures) = choice.best(evidence)
    #expect(figures.f1Within3 == 1 && figures.f1Within5 == 1 && figures.segmentalF1 == 1)
    for (one, values) in zip(all, evidence) {
      #expect(rule.peaks(rule.smoothed(values)) == one.known.truth)
    }
    let none = choice.figures(all.map { _ in [] })
    #expect(none.f1Within3 == 0 && none.segmentalF1 < 1)
  }

  @Test func aStreamIsJudgedAsItWillDecide() {
    let all = (1...3).map { made(seed: $0) }
    let choice = RuleChoice(known: all.map(\.known))
    for lookAhead in [0, 2, 8] {
      let (rule, figures) = choice.best(
        ActionChange(), all.map(\.series), lookAhead: lookAhead, smoothings: [0, 1.5],
        gaps: [2, 5])
      let found = all.map {
        ActionChange().boundaries($0.series, rule: rule, lookAhead: lookAhead).boundaries
      }
      #expect(choice.figures(found) == figures, "\(lookAhead) ahead")
      #expect(figures.f1Within3 == 1, "\(lookAhead) ahead")
    }
  }
}
