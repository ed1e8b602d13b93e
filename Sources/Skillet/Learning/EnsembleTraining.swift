internal import Foundation
internal import NeuralNetworks
internal import Segmentation
internal import Synchronization

/// The members of an ensemble, each trained with a seed of its own, side by side.
struct EnsembleTraining: Sendable {
  /// How each is trained.
  var recipe = WindowTraining()
  /// Members.
  var members: Int
  /// The seed of the first.
  var seed: UInt64
  /// Threads.
  var jobs: Int
  /// File for the checkpoints of members, with `.memberN` added; nil for none.
  var checkpoint: String?
  /// Whether checkpoints that exist are taken up.
  var resumes = false

  /// Trains the members; with each its loss.
  func run<Model: WindowModel>(
    learning: [DemonstrationSeries], validation: [DemonstrationSeries],
    _ interruption: Interruption, _ progress: @escaping @Sendable (TrainingProgress) -> Void,
    make: @escaping @Sendable (UInt64) -> Model
  ) throws -> (members: [Model], losses: [Double]) {
    let state = Mutex([Int](repeating: 0, count: members))
    let fitted = try parallelMap(members, width: jobs) { place in
      let model = make(seed &+ UInt64(place))
      let file = checkpoint.map { "\($0).member\(place)" }
      let isThere = file.map { FileManager.default.fileExists(atPath: $0) } ?? false
      let outcome = try recipe.run(
        model, training: learning, validation: validation, seed: seed &+ UInt64(place),
        checkpoint: file, resumes: resumes && isThere,
        isInterrupted: { interruption.isRequested },
        progress: { step in
          let done = state.withLock { state in
            state[place] = step.step
            return state.reduce(0, +)
          }
          let best = step.bestScore.map { ", best validation \(rounded($0))" } ?? ""
          progress(
            TrainingProgress(
              stage: "training: loss \(rounded(step.loss))\(best)", done: done,
              expected: step.steps * members, unit: "steps"))
        })
      if outcome.wasInterrupted {
        throw SkilletError(
          .interrupted,
          file.map { "interrupted; \($0) is taken up by --resume" }
            ?? "interrupted; nothing was written")
      }
      return (model, outcome.loss)
    }
    return (fitted.map(\.0), fitted.map(\.1))
  }
}

private func rounded(_ value: Float) -> String {
  let thousandths = (Double(value) * 1000).rounded() / 1000
  return "\(thousandths)"
}
