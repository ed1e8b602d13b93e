import LinearAlgebra
import NeuralNetworks
import Ordering
import Testing

/// A film in which one thing rises with time among many that do not.
enum MadeFilm {
  static func features(rows: Int, seed: UInt64) -> FrameRows {
    var generator = SplitMix64(seed: seed)
    var matrix = Matrix(rows: rows, columns: 6, values: generator.normals(rows * 6))
    let start = generator.uniform() * 3
    for row in 0..<rows { matrix[row, 2] = start + 0.05 * Float(row) }
    return .features(matrix)
  }

  /// Pictures of 2 x 2 patches: a light wanders down, others flicker.
  static func pictures(rows: Int, seed: UInt64) -> FrameRows {
    var generator = SplitMix64(seed: seed)
    var bytes: [UInt8] = []
    for row in 0..<rows {
      for patch in 0..<4 {
        for cell in 0..<16 {
          let y = patch / 2 * 4 + cell / 4
          let isLit = y == row * 8 / rows
          bytes.append(isLit ? 220 : UInt8(60 + generator.next(below: 40)))
          bytes += [128, 128]
        }
      }
    }
    return .pictures(bytes, width: 192)
  }
}

@Suite struct OrderingRecipeTests {
  private func recipe(steps: Int) -> OrderingRecipe {
    var recipe = OrderingRecipe()
    (recipe.steps, recipe.rate, recipe.patience) = (steps, 5e-3, nil)
    recipe.sampler.window = 1
    recipe.sampler.framesAnItem = 1
    recipe.sampler.strides = 2...8
    return recipe
  }

  private func fixed(_ kind: OrderingHead.Kind, seed: UInt64) -> OrderingNetwork {
    var generator = SplitMix64(seed: seed)
    var shape = OrderingHead.Shape(inputs: 12)
    (shape.kind, shape.width, shape.heads) = (kind, 16, 2)
    return OrderingNetwork(
      encoder: .fixed(
        means: Array(repeating: 0, count: 6), scales: Array(repeating: 1, count: 6)),
      head: OrderingHead(shape, using: &generator))
  }

  private func films(_ count: Int, seed: UInt64) -> [OrderedDemonstration] {
    (0..<count).map {
      OrderedDemonstration(frames: MadeFilm.features(rows: 80, seed: seed + UInt64($0)))
    }
  }

  @Test(arguments: OrderingHead.Kind.allCases) func whatRisesWithTimeIsLearned(
    kind: OrderingHead.Kind
  ) throws {
    let network = fixed(kind, seed: 3)
    let outcome = try recipe(steps: 120).run(
      network, training: films(4, seed: 1), validation: films(2, seed: 50), seed: 3)
    // Before training as chance; afterwards far below.
    #expect(abs(outcome.initialLoss - ListLoss.plackettLuce.chance(listLength: 8)) < 0.05)
    #expect(outcome.loss < 0.6, "\(kind): \(outcome)")
    #expect(outcome.end == .finished && outcome.steps == 120)
  }

  @Test func aSeedRepeatsAndAnotherDiffers() throws {
    func weights(_ seed: UInt64) throws -> [[Float]] {
      let network = fixed(.attention, seed: 3)
      _ = try recipe(steps: 4).run(
        network, training: films(2, seed: 1), validation: films(1, seed: 50), seed: seed)
      return network.parameters.map(\.values)
    }
    #expect(try weights(1) == weights(1))
    #expect(try weights(1) != weights(2))
  }

  // The motivating test of PL-Stitch: a film and the same film backwards teach different features.
  @Test func aFilmRunBackwardsTeachesOtherFeatures() throws {
    func train(reversed: Bool, seed: UInt64) throws -> (features: Matrix, loss: Double) {
      var generator = SplitMix64(seed: 5)
      var shape = PatchEncoder.Shape()
      (shape.columns, shape.rows, shape.width, shape.depth, shape.heads) = (2, 2, 8, 1, 2)
      let encoder = PatchEncoder(shape, using: &generator)
      var head = OrderingHead.Shape(inputs: 16)
      (head.width, head.depth, head.heads) = (16, 1, 2)
      let network = OrderingNetwork(
        encoder: .patches(encoder), head: OrderingHead(head, using: &generator))
      var recipe = recipe(steps: 40)
      (recipe.sampler.isReversed, recipe.lists, recipe.jigsaws) = (reversed, 4, 4)
      let films = (0..<3).map {
        OrderedDemonstration(frames: MadeFilm.pictures(rows: 60, seed: UInt64($0) + 1))
      }
      let outcome = try recipe.run(
        network, training: Array(films.dropLast()), validation: [films[2]], seed: seed)
      return (network.features(films[2].frames, rows: Array(0..<60)), outcome.loss)
    }
    /// The mean over frames of the cosine of their features, each less the mean of all.
    func likeness(_ a: Matrix, _ b: Matrix) -> Double {
      func centred(_ m: Matrix) -> Matrix {
        var m = m
        for j in 0..<m.columns {
          let mean = (0..<m.rows).reduce(Float(0)) { $0 + m[$1, j] } / Float(m.rows)
          for i in 0..<m.rows { m[i, j] -= mean }
        }
        return m
      }
      let (a, b) = (centred(a), centred(b))
      return (0..<a.rows).reduce(0.0) { sum, i in
        var (ab, aa, bb) = (0.0, 1e-12, 1e-12)
        for j in 0..<a.columns {
          ab += Double(a[i, j] * b[i, j])
          aa += Double(a[i, j] * a[i, j])
          bb += Double(b[i, j] * b[i, j])
        }
        return sum + ab / (aa * bb).squareRoot()
      } / Double(a.rows)
    }
    let forward = try train(reversed: false, seed: 1)
    let again = try train(reversed: false, seed: 2)
    let backward = try train(reversed: true, seed: 1)
    // Both directions are learned: chance costs 1.33.
    #expect(forward.loss < 1.25 && backward.loss < 1.25, "\(forward.loss) \(backward.loss)")
    let (same, other) = (
      likeness(forward.features, again.features), likeness(forward.features, backward.features)
    )
    // Two seeds of one direction agree more than the two directions of one seed.
    #expect(other < same - 0.05, "forward and forward \(same), forward and backward \(other)")
  }

  @Test(arguments: UInt64(1)...20) func listsKeepOneStrideAndTrueOrder(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var sampler = ListSampler()
    (sampler.window, sampler.framesAnItem, sampler.strides) = (4, 2, 3...20)
    let whole = OrderedDemonstration(frames: MadeFilm.features(rows: 61, seed: seed))
    let cut = OrderedDemonstration(
      frames: MadeFilm.features(rows: 61, seed: seed),
      segments: (0..<12).map { $0 * 5..<$0 * 5 + 1 + $0 % 5 })
    for list in sampler.draw(50, from: [whole, cut], using: &generator) {
      let starts = list.items.map { $0[0] }
      #expect(starts == starts.sorted() && Set(starts).count == starts.count)
      #expect(list.items.allSatisfy { $0.count == 2 && $0[0] <= $0[1] })
      if list.demonstration == 0 {
        #expect(list.items.count == 8 && list.items.joined().allSatisfy { (0..<61).contains($0) })
      } else {
        let places = starts.map { $0 / 5 }
        let steps = Set(zip(places, places.dropFirst()).map { $1 - $0 })
        #expect(list.items.count == 8 && steps.count == 1)
      }
    }
    sampler.isReversed = true
    for list in sampler.draw(20, from: [whole], using: &generator) {
      let starts = list.items.map { $0[0] }
      #expect(starts == starts.sorted(by: >))
    }
  }

  @Test func whatIsTooShortDoesNotSuit() {
    var sampler = ListSampler()
    (sampler.window, sampler.strides) = (5, 5...50)
    for (rows, suits) in [(9, false), (10, true), (30, true)] {
      let one = OrderedDemonstration(frames: MadeFilm.features(rows: rows, seed: 1))
      #expect(sampler.suits(one) == suits)
      guard suits else { continue }
      var generator = SplitMix64(seed: 1)
      let list = sampler.draw(1, from: [one], using: &generator)[0]
      #expect(list.items.count >= 2 && list.items.joined().allSatisfy { $0 < rows })
    }
    #expect(
      !sampler.suits(
        OrderedDemonstration(frames: MadeFilm.features(rows: 30, seed: 1), segments: [0..<30])))
  }
}
