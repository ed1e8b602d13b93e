internal import Assessment
internal import Features
internal import Foundation
internal import NeuralNetworks
internal import Synchronization

/// `skillet train assessor`: judged pairs of clips in, a model that scores clips out.
public struct AssessorTraining: Sendable {
  /// Members of the ensemble.
  public var members = 5
  /// Steps of the optimiser for each.
  public var steps = AssessorFitting().steps
  /// The highest learning rate.
  public var learningRate = Double(AssessorFitting().rate)
  /// The weight decay.
  public var weightDecay = Double(AssessorFitting().decay)
  /// The state of the recurrent layer; 0 for a linear map of the summary alone.
  public var hidden = 8
  /// Steps that the rows of a clip are averaged into, at most.
  public var clipSteps = 32
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// How much of a clip is looked at.
  public var length = AssessedLength.whole
  /// The share of performers, groups or clips that stops the training.
  public var validation = 0.2
  /// Pictures a second, at most.
  public var rate = 30.0
  /// Threads.
  public var jobs = 2
  /// Where members store their state, with `.memberN` added; nil for nowhere.
  public var checkpoint: String?
  /// Whether checkpoints that exist are taken up.
  public var resumes = false
  /// The command line, for the model's card.
  public var command: [String] = []

  /// The usual settings.
  public init() {}

  /// Trains an assessor on all clips.
  ///
  /// - Throws: `SkilletError` where clips cannot be read, where a training runs away, or where it
  ///   was interrupted.
  public func run(
    _ data: AssessmentPairs, _ measured: ClipMeasurements,
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> AssessorModel {
    try fit(
      data, Array(data.clips.indices), measured, checkpoint: checkpoint, interruption, progress)
  }

  /// Scores every clip by an assessor that learned from none of its performers, groups or clips.
  ///
  /// - Parameters:
  ///   - folds: how often it is trained; nil for five, or as many as there are units.
  ///   - unit: what must not be on both sides.
  public func crossValidate(
    _ data: AssessmentPairs, _ measured: ClipMeasurements, folds: Int? = nil,
    by unit: SplitUnit = .performer, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> ClipScores {
    let units = data.units(Array(data.clips.indices), by: unit).count
    let parts = try data.folds(folds ?? min(5, max(2, units)), by: unit, seed: seed)
    var scores = [Double](repeating: 0, count: data.clips.count)
    var foldOf = [Int](repeating: 0, count: data.clips.count)
    for (fold, part) in parts.enumerated() {
      let rest = Set(part)
      let learned = data.clips.indices.filter { !rest.contains($0) }
      let model = try fit(
        data, learned, measured, checkpoint: nil, interruption, progress)
      for (clip, score) in zip(part, model.scores(part.map { measured.clips[$0] })) {
        (scores[clip], foldOf[clip]) = (score, fold)
      }
    }
    return ClipScores(
      data.clips, scores, measured, folds: foldOf,
      method: "assessor, \(parts.count)-fold by \(unit.rawValue)", seed: seed)
  }

  private func fit(
    _ data: AssessmentPairs, _ clips: [Int], _ measured: ClipMeasurements, checkpoint: String?,
    _ interruption: Interruption, _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws(SkilletError) -> AssessorModel {
    let halves = data.halves(of: clips, share: validation, seed: seed)
    guard halves.learning.contains(where: { $0.leftShare != 0.5 }) else {
      throw SkilletError(
        .badData,
        "\(data.file): no pair is left to learn from once \(halves.unit.rawValue)s are told apart; "
          + "give more pairs, or hold nothing out with --validation 0")
    }
    let standard = ClipStandard(
      halves.clips.map { measured.clips[$0] }, steps: clipSteps,
      seesLength: !measured.length.isEqual)
    let assessed = measured.clips.map { standard.clip($0) }
    let shape = AssessorNetwork.Shape(
      columns: ClipRows.columns.count, summary: assessed.first?.summary.count ?? 1, hidden: hidden)
    do {
      let fitted = try ensemble(
        shape, assessed, halves, checkpoint: checkpoint, interruption, progress)
      let named = Set(clips.compactMap { data.clips[$0].skill }).sorted()
      var model = AssessorModel(
        settings: AssessorSettings(
          version: skilletVersion, seed: seed, features: ClipRows.name, columns: ClipRows.columns,
          rate: rate, length: measured.length.name, pictures: measured.length.count,
          steps: clipSteps, hidden: hidden, members: members,
          training: .init(
            command: command.joined(separator: " "), clips: halves.clips.count,
            pairs: halves.learning.count, skills: named, heldOutBy: halves.unit.rawValue,
            validation: halves.heldOut, losses: fitted.map(\.outcome.loss),
            bestSteps: fitted.map(\.outcome.bestStep))),
        standard: standard, members: fitted.map(\.network))
      let scores = model.scores(measured.clips).map { Float($0) }
      model.settings.training.learnedAccuracy = PairLoss.accuracy(of: scores, halves.learning)
      model.settings.training.heldOutAccuracy = PairLoss.accuracy(of: scores, halves.validation)
      return model
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "training: \(error)")
    }
  }

  private struct Fitted: Sendable {
    var network: AssessorNetwork
    var outcome: AssessorFitting.Outcome
  }

  private func ensemble(
    _ shape: AssessorNetwork.Shape, _ clips: [AssessedClip], _ halves: AssessmentPairs.Halves,
    checkpoint: String?, _ interruption: Interruption,
    _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws -> [Fitted] {
    var fitting = AssessorFitting()
    (fitting.steps, fitting.rate, fitting.decay) = (steps, Float(learningRate), Float(weightDecay))
    let recipe = fitting
    let done = Mutex([Int](repeating: 0, count: members))
    return try parallelMap(members, width: jobs) { place in
      let network = AssessorNetwork(shape, seed: seed &+ UInt64(place))
      let file = checkpoint.map { "\($0).member\(place)" }
      let isThere = file.map { FileManager.default.fileExists(atPath: $0) } ?? false
      let outcome = try recipe.run(
        network, clips: clips, learning: halves.learning, validation: halves.validation,
        seed: seed &+ UInt64(place), checkpoint: file, resumes: resumes && isThere,
        isInterrupted: { interruption.isRequested },
        progress: { step in
          let sum = done.withLock { done in
            done[place] = step.step
            return done.reduce(0, +)
          }
          progress(
            TrainingProgress(
              stage: "training", done: sum, expected: step.steps * members, unit: "steps"))
        })
      if outcome.wasInterrupted {
        throw SkilletError(
          .interrupted,
          file.map { "interrupted; \($0) is taken up by --resume" }
            ?? "interrupted; nothing was written")
      }
      return Fitted(network: network, outcome: outcome)
    }
  }
}

/// Clips that were measured in the same way.
public struct ClipMeasurements: Sendable {
  /// What was measured, a clip each.
  public var clips: [ClipMeasurement]
  /// How much of each clip was looked at.
  public var length: AssessedLength

  /// Measures clips side by side.
  ///
  /// - Parameters:
  ///   - list: the clips.
  ///   - length: how much is looked at; without a number of pictures the shortest clip decides.
  ///   - rate: pictures a second, at most.
  ///   - jobs: threads.
  /// - Throws: `SkilletError` where a clip cannot be read, or has one frame.
  public init(
    _ list: [ClipList.Clip], length: AssessedLength, rate: Double = 30, jobs: Int = 2,
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) {
    do {
      var length = length
      if length.isEqual, length.count == nil {
        let counts = try Self.each(list, "counting", jobs, progress) {
          try ClipMeasurement.pictureCount($0.path, rate: rate, interruption: interruption)
        }
        length = length.filled(with: max(2, min(counts.min() ?? 2, 4096)))
      }
      let filled = length
      self.length = filled
      clips = try Self.each(list, "reading clips", jobs, progress) {
        try ClipMeasurement($0.path, length: filled, rate: rate, interruption: interruption)
      }
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "reading clips: \(error)")
    }
  }

  private static func each<Result: Sendable>(
    _ list: [ClipList.Clip], _ stage: String, _ jobs: Int,
    _ progress: @escaping @Sendable (TrainingProgress) -> Void,
    _ body: @escaping @Sendable (ClipList.Clip) throws -> Result
  ) throws -> [Result] {
    let done = Mutex(0)
    return try parallelMap(list.count, width: jobs) { place in
      let result = try body(list[place])
      let count = done.withLock { done in
        done += 1
        return done
      }
      progress(
        TrainingProgress(stage: stage, done: count, expected: list.count, unit: "clips"))
      return result
    }
  }
}
