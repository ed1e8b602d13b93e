internal import LinearAlgebra
public import NeuralNetworks

/// How an ordering network is trained: the list loss on lists drawn from demonstrations, beside it
/// the jigsaw where the encoder learns.
public struct OrderingRecipe: Sendable, Hashable {
  /// The loss of a list.
  public var loss = ListLoss.plackettLuce
  /// How lists are drawn.
  public var sampler = ListSampler()
  /// Steps of the optimiser.
  public var steps = 600
  /// Lists a step.
  public var lists = 8
  /// The highest learning rate.
  public var rate: Float = 1e-3
  /// The weight decay.
  public var decay: Float = 0.04
  /// What the jigsaw counts beside the list loss; 0 for none.
  public var jigsawWeight: Float = 0.4
  /// Pictures a step that a jigsaw is made of.
  public var jigsaws = 8
  /// Rows to the past and the future of a jigsaw, at most.
  public var jigsawReach = 30
  /// Which pictures' colours are changed alike by chance.
  public var jitter = Jitter.list
  /// Validations without a lower loss until training stops; nil to go on to the end.
  public var patience: Int? = 10

  /// Which pictures' colours are changed alike by chance.
  public enum Jitter: String, Sendable, Hashable, CaseIterable {
    /// Each picture for itself, as PL-Stitch does with an encoder that has seen a million pictures.
    case frame
    /// All pictures of a list: what differs between them stays what differs.
    case list
    /// None.
    case none
  }

  /// The usual recipe.
  public init() {}

  /// How a run ended.
  public struct Outcome: Sendable {
    /// The list loss on the validation lists before training.
    public var initialLoss: Double
    /// The lowest one; the last training loss where nothing validates.
    public var loss: Double
    /// Steps taken.
    public var steps: Int
    /// Why it ended.
    public var end: TrainingRun.End
  }

  /// A network whose trained encoder's items are set apart by what lists of the training show.
  ///
  /// - Parameter training: demonstrations that suit the sampler, at least one.
  public func measuringContrast(
    _ network: OrderingNetwork, training: [OrderedDemonstration], seed: UInt64
  ) -> OrderingNetwork {
    guard network.hasTrainedEncoder else { return network }
    var (network, generator) = (network, SplitMix64(seed: seed ^ 0x636f_6e74_7261))
    let lists = sampler.draw(32, from: training, using: &generator)
    network.measureContrast(
      Self.frames(lists, training), framesAnItem: sampler.framesAnItem,
      sizes: lists.map(\.items.count))
    return network
  }

  /// Trains a network from the weights that it has.
  ///
  /// - Parameters:
  ///   - training: demonstrations that suit the sampler, at least one.
  ///   - validation: others, whose lists stop the training and choose the weights.
  ///   - checkpoint: file for the state; taken up where `resumes`.
  /// - Throws: `TrainingError` where the training runs away; `ArrayFileError` where a checkpoint
  ///   cannot be read or written.
  public func run(
    _ network: OrderingNetwork, training: [OrderedDemonstration],
    validation: [OrderedDemonstration], seed: UInt64, checkpoint: String? = nil,
    resumes: Bool = false, isInterrupted: () -> Bool = { false },
    progress: (TrainingRun.Progress) -> Void = { _ in }
  ) throws -> Outcome {
    var drawing = SplitMix64(seed: seed ^ 0x6a69_6773_6177)
    var jigsaw: Jigsaw?
    if case .patches(let encoder) = network.encoder, jigsawWeight > 0 {
      jigsaw = Jigsaw(
        width: encoder.shape.width, heads: encoder.shape.heads, using: &drawing)
    }
    var plan = TrainingPlan(
      schedule: CosineSchedule(
        peak: rate, floor: rate / 50, warmUp: min(steps / 10, 30), steps: steps),
      validationInterval: max(1, steps / 30), patience: patience)
    plan.weightDecay = decay
    plan.gradientLimit = 3
    let run = TrainingRun(
      network.parameters + (jigsaw?.parameters ?? []), plan: plan, seed: seed)
    // The same lists each time, from a generator of their own.
    let held = Held(self, validation)
    let initial = Double(held.map { $0.loss(network) } ?? .nan)
    if resumes, let checkpoint { try run.restore(from: checkpoint) }
    var last: Float = 0
    let end = try run.run(
      checkpoint: checkpoint,
      takeStep: { step, generator in
        train(network, jigsaw, training, step: step, using: &generator)
      },
      validate: held.map { held in { held.loss(network) } }, isInterrupted: isInterrupted,
      progress: {
        last = $0.loss
        progress($0)
      })
    return Outcome(
      initialLoss: initial, loss: Double(run.best?.score ?? last), steps: run.step, end: end)
  }

  /// One batch of lists and one of jigsaws.
  private func train(
    _ network: OrderingNetwork, _ jigsaw: Jigsaw?, _ demonstrations: [OrderedDemonstration],
    step: Int, using generator: inout SplitMix64
  ) -> Float {
    let drawn = sampler.draw(lists, from: demonstrations, using: &generator)
    var frames = Self.frames(drawn, demonstrations)
    guard case .patches(let encoder) = network.encoder else {
      return network.loss(
        loss, frames: frames, framesAnItem: sampler.framesAnItem, sizes: drawn.map(\.items.count))
    }
    let augmentation = PictureAugmentation(
      columns: encoder.shape.columns, rows: encoder.shape.rows)
    switch jitter {
    case .frame: augmentation.jitterColours(&frames, using: &generator)
    case .list:
      augmentation.jitterColours(
        &frames, groups: drawn.map { $0.items.reduce(0) { $0 + $1.count } }, using: &generator)
    case .none: break
    }
    let value = network.loss(
      loss, frames: frames, framesAnItem: sampler.framesAnItem, sizes: drawn.map(\.items.count))
    let weight = jigsawWeight * jigsawShare(step)
    guard let jigsaw, weight > 0 else { return value }
    var (present, past, future) = triplets(demonstrations, using: &generator)
    augmentation.cropAndMask(&present, using: &generator)
    if jitter != .none { augmentation.jitterColours(&present, using: &generator) }
    return value + weight
      * jigsaw.addGradients(encoder, present: present, past: past, future: future, weight: weight)
  }

  /// Off for the first fifth of the training, then rising along a cosine for a thirtieth of it: the
  /// authors' six and one of thirty epochs.
  private func jigsawShare(_ step: Int) -> Float {
    let (start, ramp) = (steps / 5, max(1, steps / 30))
    if step < start { return 0 }
    if step >= start + ramp { return 1 }
    let part = Float(step - start + 1) / Float(ramp + 1)
    // Smooth like half a cosine, and the same on every machine.
    return part * part * (3 - 2 * part)
  }

  private func triplets(
    _ demonstrations: [OrderedDemonstration], using generator: inout SplitMix64
  ) -> (present: Matrix, past: Matrix, future: Matrix) {
    let width = demonstrations[0].frames.width
    var pictures = (0..<3).map { _ in Matrix(rows: jigsaws, columns: width) }
    for place in 0..<jigsaws {
      let frames = demonstrations[generator.next(below: demonstrations.count)].frames
      let row = generator.next(below: frames.count)
      let (back, on) = (
        1 + generator.next(below: jigsawReach), 1 + generator.next(below: jigsawReach)
      )
      frames.copy(row, into: &pictures[0], at: place)
      // Beyond either end the picture itself stands in.
      frames.copy(row >= back ? row - back : row, into: &pictures[1], at: place)
      frames.copy(row + on < frames.count ? row + on : row, into: &pictures[2], at: place)
    }
    return (pictures[0], pictures[1], pictures[2])
  }

  /// The rows of all items of lists, one after another.
  static func frames(
    _ lists: [ListSampler.List], _ demonstrations: [OrderedDemonstration]
  ) -> Matrix {
    let count = lists.reduce(0) { $0 + $1.items.reduce(0) { $0 + $1.count } }
    var result = Matrix(rows: count, columns: demonstrations.first?.frames.width ?? 0)
    var place = 0
    for list in lists {
      for row in list.items.joined() {
        demonstrations[list.demonstration].frames.copy(row, into: &result, at: place)
        place += 1
      }
    }
    return result
  }

  /// The lists that validate: the same each time.
  private struct Held {
    let loss: ListLoss
    let framesAnItem: Int
    var batches: [(frames: Matrix, sizes: [Int])] = []

    init?(_ recipe: OrderingRecipe, _ demonstrations: [OrderedDemonstration]) {
      guard !demonstrations.isEmpty else { return nil }
      (loss, framesAnItem) = (recipe.loss, recipe.sampler.framesAnItem)
      var generator = SplitMix64(seed: 0x76616c)
      for _ in 0..<4 {
        let lists = recipe.sampler.draw(16, from: demonstrations, using: &generator)
        batches.append((OrderingRecipe.frames(lists, demonstrations), lists.map(\.items.count)))
      }
    }

    func loss(_ network: OrderingNetwork) -> Float {
      let sum = batches.reduce(Float(0)) { sum, batch in
        sum
          + network.loss(
            loss, frames: batch.frames, framesAnItem: framesAnItem, sizes: batch.sizes,
            learns: false)
      }
      return sum / Float(batches.count)
    }
  }
}
