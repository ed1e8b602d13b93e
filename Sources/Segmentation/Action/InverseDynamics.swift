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
    public var tokenWidth = 4
    /// Width of both layers.
    public var hidden = 128

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
    var probabilities = logits(prepare(series))
    Rows.softmax(&probabilities.values, columns: shape.codes)
    var codes: [Int32] = []
    for row in 0..<probabilities.rows {
      var best = 0
      for code in 1..<max(1, shape.codes) where probabilities[row, code] > probabilities[row, best]
      { best = code }
      codes.append(Int32(best))
    }
    guard series.count > 0 else { return ([], probabilities) }
    return (
      codes + [-1],
      Matrix(
        rows: series.count, columns: shape.codes,
        values: probabilities.values + Array(repeating: 0, count: shape.codes))
    )
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
