internal import Features
internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks
internal import Ordering
internal import VideoIO

/// `skillet train ordering`: videos or segments in true order in, a model that orders clips out.
public struct OrderingTraining: Sendable {
  /// How clips learn of each other.
  public enum Head: String, Sendable, Hashable, CaseIterable {
    /// Blocks of self-attention without places.
    case attention
    /// Read, process, write.
    case readProcessWrite = "read-process-write"
  }

  /// What is lowered.
  public enum Loss: String, Sendable, Hashable, CaseIterable {
    /// The list loss of Plackett and Luce.
    case plackettLuce = "plackett-luce"
    /// The logistic loss of all pairs.
    case pairwise
  }

  /// Which pictures' colours are changed alike by chance, for a trained encoder.
  public enum Jitter: String, Sendable, Hashable, CaseIterable {
    /// Each picture for itself.
    case frame
    /// All pictures of a list.
    case list
    /// None.
    case none
  }

  /// What is seen of a frame.
  public var encoder = OrderingSettings.Encoder.builtIn
  /// How clips learn of each other.
  public var head = Head.attention
  /// Blocks of attention, or steps of processing.
  public var depth = 2
  /// Values of a clip within the head.
  public var width = 64
  /// What is lowered.
  public var loss = Loss.plackettLuce
  /// Steps of the optimiser.
  public var steps = 600
  /// The highest learning rate.
  public var rate = 1e-3
  /// Lists a step.
  public var lists = 8
  /// Items of a list, at most.
  public var items = 8
  /// Frames that an item is seen by.
  public var framesAnItem = 3
  /// Seconds that a window spans; 0 for single frames.
  public var window = 0.5
  /// The smallest and the largest distance of windows, in seconds.
  public var strides = 0.5...20
  /// Whether time runs backwards.
  public var isReversed = false
  /// Patches along the shorter side of the first video, for a trained encoder.
  public var patchesAlong = 6
  /// What the jigsaw counts beside the list loss, where the encoder is trained.
  public var jigsawWeight = 0.4
  /// Which pictures' colours are changed alike by chance, for a trained encoder.
  public var jitter = Jitter.list
  /// Validations without a lower loss until training stops; nil to go on to the end.
  public var patience: Int? = 10
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// Demonstrations at the end, by name, that stop the training.
  public var validation = 4
  /// Threads.
  public var jobs = 2
  /// File for the checkpoint; nil for none.
  public var checkpoint: String?
  /// Whether a checkpoint that exists is taken up.
  public var resumes = false
  /// The command line, for the model's card.
  public var command: [String] = []

  /// The usual settings.
  public init() {}

  /// Trains a model.
  ///
  /// - Throws: `SkilletError` where videos cannot be read or are too few or too short, where the
  ///   training runs away, or where it was interrupted.
  public func run(
    _ sources: [OrderedSource], interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> OrderingModel {
    guard sources.count >= 2 else {
      throw SkilletError(
        .badData,
        "\(sources.first?.path ?? "the data set"): an order is learned from at least two videos or "
          + "documents, one to learn from and one to validate on")
    }
    let recipe = recipe
    var shape = PatchEncoder.Shape()
    if encoder == .patches {
      let grid = try Self.grid(sources[0].video, along: patchesAlong)
      (shape.columns, shape.rows) = (grid.columns, grid.rows)
    }
    let grid = encoder == .patches ? PatchGrid(columns: shape.columns, rows: shape.rows) : nil
    let readings = try MomentReading.all(
      sources, grid: grid, jobs: jobs, interruption, progress)
    let demonstrations = zip(sources, readings).map { source, reading in
      OrderedDemonstration(
        frames: reading.rows,
        segments: source.segments.map { _ in reading.items(of: source) })
    }
    for (source, one) in zip(sources, demonstrations) where !recipe.sampler.suits(one) {
      throw SkilletError(.badData, Self.tooShort(source, one, recipe.sampler))
    }
    let held = min(max(1, validation), sources.count / 2)
    let learning = Array(demonstrations.dropLast(held))
    let head = headShape(features: grid == nil ? FeatureLayout.dimensions : shape.width)
    let (means, scales) = grid == nil ? Self.scales(learning) : ([], [])
    let network = recipe.measuringContrast(
      OrderingModel.network(
        grid == nil ? nil : shape, head, means: means, scales: scales, seed: seed),
      training: learning, seed: seed)
    let outcome = try fit(
      network, recipe, learning, Array(demonstrations.suffix(held)), interruption, progress)
    let isTrained = network.hasTrainedEncoder
    return OrderingModel(
      settings: OrderingSettings(
        version: skilletVersion, seed: seed, encoder: encoder,
        features: isTrained ? OrderingModel.patchLayout : FeatureLayout.name,
        patches: isTrained ? shape : nil, head: head, framesAnItem: recipe.sampler.framesAnItem,
        training: .init(
          command: command.joined(separator: " "), demonstrations: learning.count,
          segmented: learning.count { $0.segments != nil },
          rows: learning.reduce(0) { $0 + $1.frames.count },
          validation: sources.suffix(held).map(\.name), loss: recipe.loss,
          jigsawWeight: isTrained ? recipe.jigsawWeight : 0, sampler: recipe.sampler,
          plannedSteps: recipe.steps, steps: outcome.steps, end: outcome.end.rawValue,
          initialLoss: outcome.initialLoss, lowestLoss: outcome.loss,
          chanceLoss: recipe.loss.chance(listLength: recipe.sampler.items))),
      network: network)
  }

  /// The sizes of the head for features of some width.
  private func headShape(features: Int) -> OrderingHead.Shape {
    var shape = OrderingHead.Shape(inputs: 2 * features)
    shape.kind = head == .attention ? .attention : .readProcessWrite
    (shape.width, shape.depth) = (width, depth)
    return shape
  }

  /// The settings in rows.
  private var recipe: OrderingRecipe {
    func rows(_ seconds: Double) -> Int {
      max(1, Int((seconds / FeatureLayout.hop).rounded()))
    }
    var recipe = OrderingRecipe()
    recipe.loss = loss == .plackettLuce ? .plackettLuce : .pairwise
    (recipe.steps, recipe.lists, recipe.patience) = (steps, lists, patience)
    (recipe.rate, recipe.jigsawWeight) = (Float(rate), Float(jigsawWeight))
    recipe.jitter =
      switch jitter {
      case .frame: .frame
      case .list: .list
      case .none: .none
      }
    recipe.sampler.items = items
    recipe.sampler.framesAnItem = framesAnItem
    recipe.sampler.window = rows(window)
    recipe.sampler.strides = rows(strides.lowerBound)...rows(strides.upperBound)
    recipe.sampler.isReversed = isReversed
    return recipe
  }

  private func fit(
    _ network: OrderingNetwork, _ recipe: OrderingRecipe, _ learning: [OrderedDemonstration],
    _ validation: [OrderedDemonstration], _ interruption: Interruption,
    _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws(SkilletError) -> OrderingRecipe.Outcome {
    let isThere = checkpoint.map { FileManager.default.fileExists(atPath: $0) } ?? false
    let outcome: OrderingRecipe.Outcome
    do {
      outcome = try recipe.run(
        network, training: learning, validation: validation, seed: seed, checkpoint: checkpoint,
        resumes: resumes && isThere, isInterrupted: { interruption.isRequested },
        progress: { step in
          let best = step.bestScore.map { ", best validation \(decimals(Double($0), 3))" } ?? ""
          progress(
            TrainingProgress(
              stage: "training: loss \(decimals(Double(step.loss), 3))\(best)", done: step.step,
              expected: step.steps, unit: "steps"))
        })
    } catch let error as ArrayFileError {
      throw SkilletError(.badData, "\(error)")
    } catch {
      throw SkilletError(.failed, "training: \(error)")
    }
    if outcome.end == .interrupted {
      throw SkilletError(
        .interrupted,
        checkpoint.map { "interrupted; \($0) is taken up by --resume" }
          ?? "interrupted; nothing was written")
    }
    return outcome
  }

  private static func tooShort(
    _ source: OrderedSource, _ one: OrderedDemonstration, _ sampler: ListSampler
  ) -> String {
    if let segments = one.segments {
      return "\(source.path): has \(segments.count) segment\(segments.count == 1 ? "" : "s"), an "
        + "order needs two; leave it out"
    }
    let needed = Double(sampler.window + sampler.strides.lowerBound) * FeatureLayout.hop
    return "\(source.path): shows \(one.frames.count) moments of a tenth of a second, two windows "
      + "need \(decimals(needed, 1)) s; leave it out, or shorten --window and --least-stride"
  }

  /// The grid of patches of a video, nearly square ones.
  private static func grid(_ video: String, along: Int) throws(SkilletError) -> PatchGrid {
    do throws(VideoError) {
      let header = try VideoReader(video, options: .init(threads: 1)).header
      return PatchGrid(
        shorterSide: along, pictureWidth: header.width, pictureHeight: header.height)
    } catch {
      throw SkilletError(error)
    }
  }

  /// The mean and the deviation of each column.
  private static func scales(_ learning: [OrderedDemonstration]) -> ([Float], [Float]) {
    var values: [Float] = []
    for one in learning {
      if case .features(let matrix) = one.frames { values += matrix.values }
    }
    let columns = FeatureLayout.dimensions
    let axes = PrincipalComponents(
      Matrix(rows: values.count / columns, columns: columns, values: values), count: 1, seed: 0,
      iterations: 1)
    return (axes.means, axes.scales)
  }
}
