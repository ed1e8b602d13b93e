public import LinearAlgebra
public import NeuralNetworks

/// Says what action was taken between two rows from what is seen in both, so that a few labelled
/// demonstrations label the rest.
///
/// `p(a_t | o_t, o_(t+1)) = softmax(V relu(U encoder(pair) + b) + c)`; a pair holds the tokens of
/// both rows, which patches changed, how well a shift explains it (``PatchShift``), and the numbers
/// of both (as in VPT: Baker et al., 2022, without its convolutions). Continuous actions are the
/// codes of an `ActionVocabulary`: a mean of two opposite moves is neither of them, and what reads
/// the labels (mixtures, action predictors) wants codes with probabilities.
public struct InverseDynamics: Parameterized, Sendable {
  /// The sizes.
  public struct Shape: Sendable, Hashable {
    /// Patches a row; 0 where nothing is seen as tokens.
    public var positions: Int
    /// Columns of the grid of patches.
    public var columns: Int
    /// Tokens of the codebook.
    public var vocabulary: Int
    /// Whether the series mark changed patches.
    public var marksChanges: Bool
    /// Further numbers a row.
    public var features: Int
    /// Whether moves are measured motion and may be looked at; never where they are the action.
    public var moves = 0
    /// Codes of actions.
    public var codes: Int
    /// The farthest shift that is tried.
    public var reach = 2
    /// Steps before and after whose shifts are looked at too.
    public var context = 2
    /// Length of a token's vector.
    public var tokenWidth = 2
    /// Width of both layers.
    public var hidden = 256

    /// Collects the sizes of what a series shows; its moves are not looked at.
    public init(_ series: DemonstrationSeries, columns: Int, vocabulary: Int, codes: Int) {
      positions = series.positions
      self.columns = columns
      self.vocabulary = vocabulary
      marksChanges = !series.changes.isEmpty
      features = series.features.columns
      self.codes = codes
    }

    var shift: PatchShift? {
      positions > 0 ? PatchShift(positions: positions, columns: columns, reach: reach) : nil
    }

    var encoder: ObservationEncoder.Shape {
      var encoder = ObservationEncoder.Shape(
        positions: 2 * positions, vocabulary: vocabulary,
        features: (marksChanges ? positions : 0) + (2 * context + 1) * 2 * (shift?.offsets ?? 0)
          + 2 * (features + moves),
        codes: codes)
      (encoder.tokenWidth, encoder.hidden, encoder.seesPreviousAction) = (tokenWidth, hidden, false)
      return encoder
    }
  }

  /// The sizes.
  public let shape: Shape
  let encoder: ObservationEncoder
  let inner: Dense
  let output: Dense

  /// Draws the weights.
  public init(_ shape: Shape, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    self.shape = shape
    encoder = ObservationEncoder(shape.encoder, using: &generator)
    inner = Dense(
      "inner", inputs: encoder.outputs, outputs: shape.hidden, gain: Float(2).squareRoot(),
      using: &generator)
    output = Dense(
      "output", inputs: shape.hidden, outputs: shape.codes, gain: 0.5, using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] {
    encoder.parameters + inner.parameters + output.parameters
  }

  /// The likeliest code of each row's action, and the probability of each code, `count x codes`.
  ///
  /// The last row's action is not seen to do anything: its code is -1, its probabilities are 0.
  public func label(
    _ series: DemonstrationSeries
  ) -> (codes: [Int32], probabilities: Matrix) {
    Self.label(series, members: [self])
  }

  /// The same by the mean probability of several members of one shape.
  public static func label(
    _ series: DemonstrationSeries, members: [InverseDynamics]
  ) -> (codes: [Int32], probabilities: Matrix) {
    precondition(!members.isEmpty, "nobody can label")
    let width = members[0].shape.codes
    var mean = Matrix(rows: series.count, columns: width)
    for member in members {
      var one = member.logits(member.prepare(series))
      Rows.softmax(&one.values, columns: width)
      for i in one.values.indices { mean.values[i] += one.values[i] / Float(members.count) }
    }
    let codes = (0..<series.count).map { row -> Int32 in
      if row + 1 == series.count { return -1 }
      return Int32((1..<width).reduce(0) { mean[row, $1] > mean[row, $0] ? $1 : $0 })
    }
    return (codes, mean)
  }

  /// The share of known actions that are labelled rightly.
  public func accuracy(_ series: [DemonstrationSeries]) -> Double {
    var (right, known) = (0, 0)
    for one in series {
      for (found, code) in zip(label(one).codes.dropLast(), one.codes) where code >= 0 {
        known += 1
        right += found == code ? 1 : 0
      }
    }
    return Double(right) / Double(max(1, known))
  }
}
