internal import LinearAlgebra
internal import NeuralNetworks

/// The head of PL-Stitch: an embedding, blocks of self-attention without places, a score.
struct SetTransformer: Parameterized, Sendable {
  typealias Score = Chain<LayerNorm, Chain<Chain<Dense, Activation>, Dense>>
  private let embedding: Chain<Dense, Activation>
  private let blocks: [TransformerBlock]
  private let score: Score

  init(_ shape: OrderingHead.Shape, using generator: inout SplitMix64) {
    let width = shape.width
    embedding = Dense(
      "head.embedding", inputs: shape.inputs, outputs: width, gain: 1.4, using: &generator
    ).then(Activation.gelu)
    var blocks: [TransformerBlock] = []
    for i in 0..<shape.depth {
      blocks.append(
        TransformerBlock(
          "head.block\(i)", width: width, heads: shape.heads, using: &generator))
    }
    self.blocks = blocks
    let hidden = max(1, width / 2)
    let narrowing = Dense(
      "head.narrowing", inputs: width, outputs: hidden, gain: 1.4, using: &generator)
    let last = Dense("head.score", inputs: hidden, outputs: 1, gain: 0.05, using: &generator)
    score = LayerNorm("head.norm", width: width)
      .then(narrowing.then(Activation.gelu).then(last))
  }

  var parameters: [Parameter] {
    embedding.parameters + blocks.flatMap(\.parameters) + score.parameters
  }

  struct Cache: Sendable {
    var embedding: Chain<Dense, Activation>.Cache
    var blocks: [TransformerBlock.Cache]
    var score: Score.Cache
  }

  func forward(_ items: SetBatch) -> (scores: [Float], cache: Cache) {
    var set = items
    let first = embedding.forward(items.values)
    set.values = first.output
    var caches: [TransformerBlock.Cache] = []
    for block in blocks {
      let (output, cache) = block.forward(set)
      set = output
      caches.append(cache)
    }
    let last = score.forward(set.values)
    return (
      last.output.values, Cache(embedding: first.cache, blocks: caches, score: last.cache)
    )
  }

  func backward(_ gradient: [Float], _ cache: Cache) -> Matrix {
    var flow = score.backward(
      Matrix(rows: gradient.count, columns: 1, values: gradient), cache.score)
    for (block, cache) in zip(blocks, cache.blocks).reversed() {
      flow = block.backward(flow, cache)
    }
    return embedding.backward(flow, cache.embedding)
  }
}
