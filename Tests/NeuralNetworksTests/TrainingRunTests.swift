import LinearAlgebra
import NeuralNetworks
import Testing

/// A small regression that learns `y = |x|` from random batches.
private struct Lesson {
  let network: Chain<Chain<Dense, Activation>, Dense>
  var parameters: [Parameter] { network.parameters }

  init(seed: UInt64 = 1) {
    var generator = SplitMix64(seed: seed)
    network = Dense("first", inputs: 1, outputs: 8, gain: 1.4, using: &generator)
      .then(Activation.relu).then(Dense("second", inputs: 8, outputs: 1, using: &generator))
  }

  func takeStep(_ step: Int, _ generator: inout SplitMix64) -> Float {
    let input = Matrix(rows: 16, columns: 1, values: generator.normals(16))
    let (output, cache) = network.forward(input)
    let (loss, gradient) = squaredError(output, input)
    _ = network.backward(gradient, cache)
    return loss
  }

  func validate() -> Float {
    let input = Matrix.normal(32, 1, seed: 99)
    return squaredError(network.infer(input), input).loss
  }

  private func squaredError(_ output: Matrix, _ input: Matrix) -> (loss: Float, gradient: Matrix) {
    var (loss, gradient) = (Float(0), output)
    for i in 0..<input.rows {
      let error = output[i, 0] - abs(input[i, 0])
      loss += error * error / Float(input.rows)
      gradient[i, 0] = 2 * error / Float(input.rows)
    }
    return (loss, gradient)
  }
}

@Suite struct TrainingRunTests {
  private func plan(steps: Int = 120, patience: Int? = nil) -> TrainingPlan {
    var plan = TrainingPlan(
      schedule: CosineSchedule(peak: 0.02, warmUp: 10, steps: steps), validationInterval: 7,
      checkpointInterval: 10, patience: patience)
    plan.weightDecay = 0.01
    return plan
  }

  @Test func `training lowers the loss and keeps the best parameters`() throws {
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(), seed: 2)
    var scores: [Float] = []
    let before = lesson.validate()
    let end = try run.run(
      takeStep: lesson.takeStep,
      validate: {
        scores.append(lesson.validate())
        return scores[scores.count - 1]
      })
    #expect(end == .finished && run.step == 120)
    // Validations after 7, 14, … 119 steps and at the end.
    #expect(scores.count == 18)
    let best = try #require(run.best)
    #expect(best.score == scores.min())
    #expect(best.score < before / 5)
    #expect(lesson.validate() == best.score)
  }

  @Test(arguments: [1, 10, 17, 70, 119]) func `a run taken up again ends with the same bits`(
    stop: Int
  ) throws {
    let folder = try Folder()
    let path = folder.path("run.safetensors")
    let whole = Lesson()
    let straight = TrainingRun(whole.parameters, plan: plan(), seed: 3)
    _ = try straight.run(takeStep: whole.takeStep, validate: whole.validate)

    let begun = Lesson()
    let first = TrainingRun(begun.parameters, plan: plan(), seed: 3)
    var steps = 0
    let end = try first.run(
      checkpoint: path, takeStep: begun.takeStep, validate: begun.validate,
      isInterrupted: {
        steps += 1
        return steps == stop
      })
    #expect(end == .interrupted && first.step == stop)

    // Another seed everywhere: all that counts has to come from the file.
    let taken = Lesson(seed: 50)
    let second = TrainingRun(taken.parameters, plan: plan(), seed: 51)
    try second.restore(from: path)
    #expect(second.step == stop)
    #expect(try second.run(takeStep: taken.takeStep, validate: taken.validate) == .finished)
    #expect(taken.parameters.map(\.values) == whole.parameters.map(\.values))
    #expect(second.best?.score == straight.best?.score && second.best?.step == straight.best?.step)
  }

  @Test func `a run without progress stops when its patience ends`() throws {
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(patience: 3), seed: 4)
    var scores: [Float] = [5, 3, 4, 3, 3.5, 1, 1]
    let values = lesson.parameters.map(\.values)
    var kept = values
    let end = try run.run(
      takeStep: lesson.takeStep,
      validate: {
        if scores.count == 6 { kept = lesson.parameters.map(\.values) }
        return scores.removeFirst()
      })
    #expect(end == .noImprovement)
    #expect(run.step == 35 && run.best?.score == 3 && run.best?.step == 14)
    #expect(lesson.parameters.map(\.values) == kept)
    #expect(kept != values)
  }

  @Test func `progress tells step, loss and the time left`() throws {
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(), seed: 5)
    var told: [TrainingRun.Progress] = []
    _ = try run.run(
      takeStep: lesson.takeStep, validate: lesson.validate, progress: { told.append($0) })
    #expect(told.map(\.step) == Array(1...120))
    #expect(told.allSatisfy { $0.steps == 120 && $0.loss.isFinite && $0.secondsLeft >= 0 })
    #expect(told[119].secondsLeft == 0)
    #expect(told[5].bestScore == nil && told[6].bestScore != nil)
  }

  enum Fault: String, CaseIterable, Sendable { case loss, gradient, score, explosion }

  @Test(arguments: Fault.allCases) func `a run that diverges stops and keeps its checkpoint`(
    fault: Fault
  ) throws {
    let folder = try Folder()
    let path = folder.path("run.safetensors")
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(), seed: 6)
    var last = 0
    let error = #expect(throws: TrainingError.self) {
      try run.run(
        checkpoint: path,
        takeStep: { step, generator in
          last = step
          let loss = lesson.takeStep(step, &generator)
          guard step >= 33 else { return loss }
          switch fault {
          case .loss: return .nan
          case .gradient:
            lesson.network.second.weight.addGradient { $0[2] = .infinity }
            return loss
          case .score: return loss
          case .explosion: return loss + 2 * Float(step - 32)
          }
        }, validate: { fault == .score && run.step >= 33 ? .nan : lesson.validate() })
    }
    let found = try #require(error)
    #expect(found.checkpoint == path)
    #expect(found.description.contains("diverged at step"))
    switch fault {
    case .loss: #expect(found.step == 33 && found.reason == "the loss is nan")
    case .gradient: #expect(found.step == 33 && found.reason.contains("second.weight"))
    case .score: #expect(found.step == 35 && found.reason.contains("validation score"))
    case .explosion: #expect(found.step == last && found.reason.contains("the loss rose to"))
    }
    // Nothing that is not finite has reached the model or the file.
    #expect(lesson.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    let taken = Lesson()
    let again = TrainingRun(taken.parameters, plan: plan(), seed: 7)
    try again.restore(from: path)
    #expect(again.step % 10 == 0 && again.step <= found.step && again.step >= 30)
    #expect(folder.names == ["run.safetensors"])
  }

  @Test func `an error of the step ends the run with that error`() throws {
    struct Missing: Error {}
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(), seed: 8)
    #expect(throws: Missing.self) { try run.run(takeStep: { _, _ in throw Missing() }) }
  }

  @Test func `a checkpoint of another plan or model is refused and changes nothing`() throws {
    let folder = try Folder()
    let path = folder.path("run.safetensors")
    let lesson = Lesson()
    let run = TrainingRun(lesson.parameters, plan: plan(), seed: 9)
    _ = try run.run(checkpoint: path, takeStep: lesson.takeStep)

    let fresh = Lesson(seed: 10)
    let before = fresh.parameters.map(\.values)
    let other = TrainingRun(fresh.parameters, plan: plan(steps: 121), seed: 9)
    let byPlan = #expect(throws: ArrayFileError.self) { try other.restore(from: path) }
    #expect(byPlan?.reason.contains("steps 120") == true)
    let half = TrainingRun(fresh.network.first.parameters, plan: plan(), seed: 9)
    #expect(throws: ArrayFileError.self) { try half.restore(from: path) }
    var generator = SplitMix64(seed: 1)
    let wide = Dense("first", inputs: 1, outputs: 9, using: &generator)
    let wider = TrainingRun(
      wide.parameters + fresh.network.second.parameters, plan: plan(), seed: 9)
    let byShape = #expect(throws: ArrayFileError.self) { try wider.restore(from: path) }
    #expect(byShape?.reason.contains("[1, 8], not [1, 9]") == true)
    #expect(throws: ArrayFileError.self) { try other.restore(from: folder.path("none")) }
    #expect(other.step == 0 && fresh.parameters.map(\.values) == before)
  }
}
