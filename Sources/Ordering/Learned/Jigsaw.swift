public import LinearAlgebra
public import NeuralNetworks

/// The second objective of PL-Stitch: where in the picture each patch of the present belongs, told
/// from pictures of the past and of the future.
///
/// None of the patches knows its place. Those of the present, as the encoder sees them, look at
/// those of past and future, which get no gradient; then at each other; then each gets a score. The
/// loss is the list loss over the patches in raster order. The output of the first look counts four
/// times, as in the authors' code.
public struct Jigsaw: Parameterized, Sendable {
  private let look: CrossAttention
  private let norm: LayerNorm
  private let among: SelfAttention
  private let score: Chain<LayerNorm, Chain<Chain<Dense, Activation>, Dense>>

  /// How often the look at past and future counts.
  private static let lookWeight: Float = 4

  /// Draws the weights of the decoder for an encoder's width.
  public init(width: Int, heads: Int, using generator: inout SplitMix64) {
    look = CrossAttention("jigsaw.look", width: width, using: &generator)
    norm = LayerNorm("jigsaw.lookNorm", width: width)
    among = SelfAttention("jigsaw.among", width: width, heads: heads, using: &generator)
    let narrow = Dense(
      "jigsaw.hidden", inputs: width, outputs: width, gain: 1.4, using: &generator)
    let last = Dense("jigsaw.score", inputs: width, outputs: 1, gain: 0.05, using: &generator)
    score = LayerNorm("jigsaw.norm", width: width)
      .then(narrow.then(Activation.gelu).then(last))
  }

  /// All weights.
  public var parameters: [Parameter] {
    look.parameters + norm.parameters + among.parameters + score.parameters
  }

  /// The loss of pictures, with its gradient, times a weight, added to the weights of decoder and
  /// encoder.
  ///
  /// - Parameters:
  ///   - present: pictures, augmented.
  ///   - past: a picture of the past for each.
  ///   - future: a picture of the future for each.
  public func addGradients(
    _ encoder: PatchEncoder, present: Matrix, past: Matrix, future: Matrix, weight: Float
  ) -> Float {
    let patches = encoder.shape.patches
    let (queries, encoding) = encoder.tokens(present, placed: false)
    let before = encoder.tokens(past, placed: false).output
    let after = encoder.tokens(future, placed: false).output
    let around = Self.interleave(before, after, patches)
    let (loss, gradient) = loss(
      queries: queries, around: around, patches: patches, weight: weight)
    encoder.addGradients(gradient, encoding)
    return loss
  }

  /// The loss of pictures' patches, and its gradient by them, times a weight; that by the decoder's
  /// weights is added.
  ///
  /// - Parameters:
  ///   - queries: the patches of the present in raster order, picture after picture.
  ///   - around: for each picture twice as many patches to look at.
  public func loss(
    queries: Matrix, around: Matrix, patches: Int, weight: Float
  ) -> (loss: Float, gradient: Matrix) {
    let set = SetBatch(queries, places: patches)
    let (seen, looking) = look.forward(set, SetBatch(around, places: 2 * patches))
    var joined = seen
    for i in joined.values.indices {
      joined.values[i] = Self.lookWeight * seen.values[i] + queries.values[i]
    }
    let (normed, norming) = norm.forward(joined)
    let (mixed, mixing) = among.forward(SetBatch(normed, places: patches))
    let (scores, scoring) = score.forward(mixed)
    let lists = (0..<set.sets).map { Array($0 * patches..<($0 + 1) * patches) }
    let (loss, slope) = ListLoss.plackettLuce.mean(scores: scores.values, lists: lists)
    let gradient = slope.map { $0 * weight }
    let flow = score.backward(
      Matrix(rows: gradient.count, columns: 1, values: gradient), scoring)
    let beneath = norm.backward(among.backward(flow, mixing), norming)
    var looked = beneath
    for i in looked.values.indices { looked.values[i] *= Self.lookWeight }
    return (loss, beneath.adding(look.backward(looked, looking)))
  }

  /// For each picture its patches of the past, then those of the future.
  private static func interleave(_ past: Matrix, _ future: Matrix, _ patches: Int) -> Matrix {
    var values: [Float] = []
    values.reserveCapacity(2 * past.values.count)
    let size = patches * past.columns
    for start in stride(from: 0, to: past.values.count, by: size) {
      values += past.values[start..<start + size]
      values += future.values[start..<start + size]
    }
    return Matrix(rows: 2 * past.rows, columns: past.columns, values: values)
  }
}
