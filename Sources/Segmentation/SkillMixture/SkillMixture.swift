internal import LinearAlgebra
public import NeuralNetworks

/// A few small policies that take turns; a boundary is where one hands over to another.
///
/// `pi_k(a | u)`, the end of a turn `b_k(u)` and the beginning of the next `h_k(u)` share one
/// ``ObservationEncoder``. The likelihood of a demonstration's actions sums over all ways to take
/// turns (see ``SwitchChain``), so no boundary is ever labelled; this is the assumption of Skill
/// Boundary Detection made explicit (an unconditional policy is a mixture over skills).
public struct SkillMixture: Parameterized, Sendable {
  /// The sizes, and the cost of a hand-over.
  public struct Shape: Sendable, Hashable {
    /// What is seen.
    public var encoder: ObservationEncoder.Shape
    /// Policies.
    public var skills = 16
    /// Width within the policies' shared layer.
    public var policyWidth = 96
    /// Width within the choice of the next skill.
    public var initiationWidth = 48
    /// Nats that a hand-over costs beyond its probability; the knob of how fine skills are.
    public var switchCost = 1.0

    /// Collects the sizes.
    public init(encoder: ObservationEncoder.Shape) { self.encoder = encoder }
  }

  /// The sizes.
  public let shape: Shape
  let encoder: ObservationEncoder
  let policyHidden: Dense
  let policyOutput: Dense
  let termination: Dense
  let initiationHidden: Dense
  let initiationOutput: Dense

  /// Draws the weights; turns begin long, as a skill ends in a row with probability 0.05.
  public init(_ shape: Shape, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    self.shape = shape
    let gain = Float(2).squareRoot()
    encoder = ObservationEncoder(shape.encoder, using: &generator)
    let width = encoder.outputs
    policyHidden = Dense(
      "policy.hidden", inputs: width, outputs: shape.policyWidth, gain: gain, using: &generator)
    policyOutput = Dense(
      "policy.output", inputs: shape.policyWidth, outputs: shape.skills * shape.encoder.codes,
      using: &generator)
    termination = Dense(
      "termination", inputs: width, outputs: shape.skills, gain: 0.3, using: &generator)
    termination.bias?.values = Array(repeating: -3, count: shape.skills)
    initiationHidden = Dense(
      "initiation.hidden", inputs: width, outputs: shape.initiationWidth, gain: gain,
      using: &generator)
    initiationOutput = Dense(
      "initiation.output", inputs: shape.initiationWidth, outputs: shape.skills, gain: 0.5,
      using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] {
    encoder.parameters + policyHidden.parameters + policyOutput.parameters
      + termination.parameters + initiationHidden.parameters + initiationOutput.parameters
  }

  var chain: SwitchChain { SwitchChain(skills: shape.skills, switchCost: shape.switchCost) }

  /// What the chain needs to know of each row of a batch.
  func evidence(_ batch: SeriesBatch) -> SwitchChain.Evidence {
    let seen = encoder.infer(batch)
    let policies = PolicyLikelihood(
      logits: policyOutput.infer(Activation.relu.infer(policyHidden.infer(seen))),
      codes: batch.codes, skills: shape.skills)
    var initiation = initiationOutput.infer(Activation.relu.infer(initiationHidden.infer(seen)))
    Rows.softmax(&initiation.values, columns: shape.skills)
    return SwitchChain.Evidence(
      logLikelihood: policies.logLikelihood, endLogit: termination.infer(seen).values,
      initiation: initiation.values)
  }
}
