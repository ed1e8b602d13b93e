internal import LinearAlgebra
internal import NeuralNetworks

/// The head of Order Matters (Vinyals, Bengio and Kudlur, 2016), with scores in place of a pointer.
///
/// Read: each item is embedded for itself, `x_i`. Process, T times: a recurrent unit steps on what
/// was read, `q = GRU(r, q)`; attention reads again, `a = softmax(x_i q)`, `r = sum of a_i x_i`.
/// Write: `s_i = v tanh(W1 x_i + W2 [q r])`, the pointer's own form, asked once for all places. The
/// paper's unit is an LSTM; this is a gated recurrent unit. Cost: `T (6 width^2 + 2 K width)`
/// multiply-adds a set.
struct ReadProcessWrite: Parameterized, Sendable {
  private let read: Chain<Chain<Dense, Activation>, Dense>
  private let process: GRU
  private let item: Dense
  private let context: Dense
  private let score: Dense
  private let steps: Int

  init(_ shape: OrderingHead.Shape, using generator: inout SplitMix64) {
    let width = shape.width
    let first = Dense(
      "head.embedding", inputs: shape.inputs, outputs: width, gain: 1.4, using: &generator)
    let second = Dense("head.reading", inputs: width, outputs: width, using: &generator)
    read = first.then(Activation.gelu).then(second)
    process = GRU("head.process", inputs: width, width: width, using: &generator)
    item = Dense("head.item", inputs: width, outputs: width, using: &generator)
    context = Dense(
      "head.context", inputs: 2 * width, outputs: width, hasBias: false, using: &generator)
    score = Dense("head.score", inputs: width, outputs: 1, gain: 0.05, using: &generator)
    steps = shape.depth
  }

  var parameters: [Parameter] {
    read.parameters + process.parameters + item.parameters + context.parameters
      + score.parameters
  }

  struct Step: Sendable {
    var process: GRU.Cache
    var query: Matrix
    var shares: [Float]
  }

  struct Cache: Sendable {
    var items: SetBatch
    var read: Chain<Chain<Dense, Activation>, Dense>.Cache
    /// What was read of each item.
    var memory: Matrix
    var steps: [Step]
    var item, context: Matrix
    var tanh: Activation.Cache
    var score: Matrix
  }

  func forward(_ items: SetBatch) -> (scores: [Float], cache: Cache) {
    let width = process.stateWidth
    let (sets, places) = (items.sets, items.places)
    let (memory, readCache) = read.forward(items.values)
    var query = Matrix(rows: sets, columns: width)
    var reading = Matrix(rows: sets, columns: width)
    var taken: [Step] = []
    for _ in 0..<steps {
      let (_, state, cache) = process.forward(SequenceBatch(reading, sequences: sets), from: query)
      query = state
      var shares = [Float](repeating: 0, count: sets * places)
      for set in 0..<sets {
        multiplyMatrices(
          query.values, row(set, width), by: memory.values,
          block(set, places, width).transposed, scale: scale, into: &shares, row(set, places))
      }
      for (place, isPresent) in items.isPresent.enumerated() where !isPresent {
        shares[place] = -.infinity
      }
      Rows.softmax(&shares, columns: places)
      for set in 0..<sets {
        multiplyMatrices(
          shares, row(set, places), by: memory.values, block(set, places, width),
          into: &reading.values, row(set, width))
      }
      taken.append(Step(process: cache, query: query, shares: shares))
    }
    let known = query.beside(reading)
    var inner = item.infer(memory)
    let about = context.infer(known)
    inner = inner.adding(about.repeated(places))
    let (squashed, tanh) = Activation.tanh.forward(inner)
    let scores = score.infer(squashed)
    return (
      scores.values,
      Cache(
        items: items, read: readCache, memory: memory, steps: taken, item: memory,
        context: known, tanh: tanh, score: squashed)
    )
  }

  func backward(_ gradient: [Float], _ cache: Cache) -> Matrix {
    let width = process.stateWidth
    let (sets, places) = (cache.items.sets, cache.items.places)
    let squashed = score.backward(
      Matrix(rows: gradient.count, columns: 1, values: gradient), cache.score)
    let inner = Activation.tanh.backward(squashed, cache.tanh)
    var memory = item.backward(inner, cache.item)
    let known = context.backward(inner.summed(places), cache.context)
    var (query, reading) = known.halves
    for step in cache.steps.reversed() {
      var shares = [Float](repeating: 0, count: sets * places)
      for set in 0..<sets {
        multiplyMatrices(
          reading.values, row(set, width), by: cache.memory.values,
          block(set, places, width).transposed, into: &shares, row(set, places))
        multiplyMatrices(
          step.shares, row(set, places).transposed, by: reading.values, row(set, width),
          into: &memory.values, block(set, places, width), keeping: 1)
      }
      Rows.backThroughSoftmax(&shares, shares: step.shares, columns: places)
      for set in 0..<sets {
        multiplyMatrices(
          shares, row(set, places), by: cache.memory.values, block(set, places, width),
          scale: scale, into: &query.values, row(set, width), keeping: 1)
        multiplyMatrices(
          shares, row(set, places).transposed, by: step.query.values, row(set, width),
          scale: scale, into: &memory.values, block(set, places, width), keeping: 1)
      }
      let none = Matrix(rows: sets, columns: width)
      let before = process.backward(none, stateGradient: query, step.process)
      (reading, query) = (before.input, before.initial)
    }
    return read.backward(memory, cache.read)
  }

  /// The sharpness of the attention at the start.
  private var scale: Float { 1 / Float(process.stateWidth).squareRoot() }

  private func row(_ set: Int, _ columns: Int) -> Block {
    Block(rows: 1, columns: columns, offset: set * columns)
  }

  private func block(_ set: Int, _ places: Int, _ width: Int) -> Block {
    Block(rows: places, columns: width, offset: set * places * width)
  }
}

extension Matrix {
  /// Rows side by side with those of another matrix.
  func beside(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: columns + other.columns)
    for i in 0..<rows {
      for j in 0..<columns { result[i, j] = self[i, j] }
      for j in 0..<other.columns { result[i, columns + j] = other[i, j] }
    }
    return result
  }

  /// The left and the right half of the columns.
  var halves: (Matrix, Matrix) {
    let width = columns / 2
    var (left, right) = (Matrix(rows: rows, columns: width), Matrix(rows: rows, columns: width))
    for i in 0..<rows {
      for j in 0..<width { (left[i, j], right[i, j]) = (self[i, j], self[i, width + j]) }
    }
    return (left, right)
  }

  /// Each row so many times, one after another.
  func repeated(_ times: Int) -> Matrix {
    var result = Matrix(rows: rows * times, columns: columns)
    for i in 0..<result.rows {
      for j in 0..<columns { result[i, j] = self[i / times, j] }
    }
    return result
  }

  /// The sums of each so many rows.
  func summed(_ count: Int) -> Matrix {
    var result = Matrix(rows: rows / count, columns: columns)
    for i in 0..<rows {
      for j in 0..<columns { result[i / count, j] += self[i, j] }
    }
    return result
  }
}
