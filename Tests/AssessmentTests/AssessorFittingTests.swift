import Assessment
import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct AssessorFittingTests {
  /// Clips of which the better one swings more slowly: only the order of rows tells.
  private func clips(_ count: Int) -> [AssessedClip] {
    (0..<count).map { i in
      let rows = (0..<12).map { t -> Float in (t / (1 + i % 4)) % 2 == 0 ? 1 : -1 }
      return AssessedClip(rows: Matrix(rows: 12, columns: 1, values: rows), summary: [0])
    }
  }

  private func pairs(_ range: Range<Int>) -> [JudgedPair] {
    range.flatMap { i in
      range.filter { $0 % 4 < i % 4 }.map { JudgedPair(left: i, right: $0, leftShare: 1) }
    }
  }

  private func fit(_ fitting: AssessorFitting, seed: UInt64 = 1) throws -> (
    AssessorNetwork, AssessorFitting.Outcome
  ) {
    let network = AssessorNetwork(.init(columns: 1, summary: 1, hidden: 6), seed: seed)
    let outcome = try fitting.run(
      network, clips: clips(8), learning: pairs(0..<4), validation: pairs(4..<8), seed: seed)
    return (network, outcome)
  }

  @Test func itLearnsWhatOnlyTheOrderOfRowsTells() throws {
    var fitting = AssessorFitting()
    fitting.steps = 150
    let (network, outcome) = try fit(fitting)
    #expect(PairLoss.accuracy(of: network.scores(clips(8)), pairs(4..<8)) == 1)
    #expect(outcome.loss < 0.3 && outcome.bestStep <= outcome.steps)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    var fitting = AssessorFitting()
    (fitting.steps, fitting.pairs) = (20, 3)
    let first = try fit(fitting).0.parameters.map(\.values)
    #expect(try fit(fitting).0.parameters.map(\.values) == first)
    #expect(try fit(fitting, seed: 2).0.parameters.map(\.values) != first)
  }

  @Test func aTrainingThatRunsAwaySaysWhere() throws {
    let network = AssessorNetwork(.init(columns: 1, summary: 1, hidden: 2), seed: 1)
    var clips = clips(2)
    clips[0].rows.values[3] = .nan
    #expect(throws: TrainingError.self) {
      try AssessorFitting().run(
        network, clips: clips, learning: [JudgedPair(left: 0, right: 1, leftShare: 1)],
        validation: [], seed: 1)
    }
  }
}
