import LinearAlgebra
import NeuralNetworks
import Ordering
import Testing

@Suite struct OrderingHeadTests {
  private func head(_ kind: OrderingHead.Kind, seed: UInt64, width: Int = 8) -> OrderingHead {
    var generator = SplitMix64(seed: seed)
    var shape = OrderingHead.Shape(inputs: 5)
    (shape.kind, shape.width, shape.heads) = (kind, width, 2)
    let head = OrderingHead(shape, using: &generator)
    for parameter in head.parameters {
      // Large enough that every part shows.
      parameter.values = generator.normals(parameter.count).map { 0.5 * $0 }
    }
    return head
  }

  private func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    return Matrix(rows: rows, columns: columns, values: generator.normals(rows * columns))
  }

  private let marks = [true, true, true, true, true, false, true, true]

  @Test(arguments: OrderingHead.Kind.allCases, [UInt64(1), 2, 3])
  func itemsInAnotherOrderGetTheirScoresInThatOrder(kind: OrderingHead.Kind, seed: UInt64) {
    let head = head(kind, seed: seed)
    let values = normal(7, 5, seed: seed + 9)
    var generator = SplitMix64(seed: seed)
    let order = generator.permutation(7)
    var shuffled = values
    for (i, place) in order.enumerated() {
      for j in 0..<5 { shuffled[i, j] = values[place, j] }
    }
    let scores = head.scores(SetBatch(values, places: 7))
    let others = head.scores(SetBatch(shuffled, places: 7))
    for (i, place) in order.enumerated() {
      #expect(abs(others[i] - scores[place]) < 1e-4, "\(kind) seed \(seed)")
    }
    // The others of a set matter: it is no score of each item alone.
    let alone = head.scores(SetBatch(values.rows(0..<1), places: 1))
    #expect(abs(alone[0] - scores[0]) > 1e-4)
  }

  @Test(arguments: OrderingHead.Kind.allCases, [UInt64(1), 2])
  func gradientsAreThoseOfFiniteDifferences(kind: OrderingHead.Kind, seed: UInt64) {
    let head = head(kind, seed: seed, width: 4)
    let batch = SetBatch(normal(8, 5, seed: seed), places: 4, isPresent: marks)
    let lists = [[2, 0, 3, 1], [6, 4, 7]]
    func loss(_ batch: SetBatch) -> Double {
      Double(ListLoss.plackettLuce.mean(scores: head.scores(batch), lists: lists).loss)
    }
    let (scores, cache) = head.forward(batch)
    head.clearGradients()
    let gradient = head.backward(
      ListLoss.plackettLuce.mean(scores: scores, lists: lists).gradient, cache)
    let step: Float = 0x1p-6
    func check(_ name: String, _ value: Float, _ found: Float, _ at: (Float) -> Double) {
      func slope(_ step: Float) -> Double {
        (at(value + step) - at(value - step)) / Double((value + step) - (value - step))
      }
      let (near, far) = (slope(step), slope(2 * step))
      #expect(
        abs(near - Double(found)) <= 2e-4 + abs(near - far), "\(kind) \(name): \(found), \(near)")
    }
    for i in batch.values.values.indices where marks[i / 5] {
      check("input \(i)", batch.values.values[i], gradient.values[i]) {
        var changed = batch
        changed.values.values[i] = $0
        return loss(changed)
      }
    }
    for parameter in head.parameters {
      let (values, found) = (parameter.values, parameter.gradient)
      for i in values.indices {
        check("\(parameter.name)[\(i)]", values[i], found[i]) {
          var changed = values
          changed[i] = $0
          parameter.values = changed
          defer { parameter.values = values }
          return loss(batch)
        }
      }
    }
  }

  @Test(arguments: OrderingHead.Kind.allCases)
  func emptyPlacesDoNotCount(kind: OrderingHead.Kind) {
    let head = head(kind, seed: 4)
    let values = normal(8, 5, seed: 5)
    var others = values
    for j in 0..<5 { others[5, j] = 100 }
    let scores = head.scores(SetBatch(values, places: 4, isPresent: marks))
    let changed = head.scores(SetBatch(others, places: 4, isPresent: marks))
    for i in marks.indices where marks[i] { #expect(scores[i] == changed[i]) }
  }

  @Test(arguments: OrderingHead.Kind.allCases, [UInt64(1), 2, 3])
  func aNewHeadKnowsOfNoOrder(kind: OrderingHead.Kind, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var shape = OrderingHead.Shape(inputs: 16)
    shape.kind = kind
    let head = OrderingHead(shape, using: &generator)
    let sets = 200
    let scores = head.scores(SetBatch(normal(sets * 8, 16, seed: seed), places: 8))
    let lists = (0..<sets).map { set in (0..<8).map { set * 8 + $0 } }
    let loss = Double(ListLoss.plackettLuce.mean(scores: scores, lists: lists).loss)
    #expect(abs(loss - ListLoss.plackettLuce.chance(listLength: 8)) < 0.02, "seed \(seed)")
  }
}
