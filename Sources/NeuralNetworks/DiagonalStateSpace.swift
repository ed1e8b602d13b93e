public import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A linear state-space layer with a complex diagonal state (S5: Smith, 2023), reset where marked.
///
/// `s = a s + f (x B)`, `y = [Re s, Im s] C + d x` with `L = -e^decay + i frequency`,
/// `a = e^(step L)` and `f = (a - 1) / L` (zero-order hold). Shapes: `B` is `in x 2P`, real parts
/// first; `C` is `2P x in`; the state of a sequence is `2P` values. Outputs are as wide as inputs.
/// Cost: `4 in P` multiply-adds a row for the two products and `4 P` for the recurrence.
///
/// Resets follow Lu et al. (2023): they belong to the scan's associative operator, so that the
/// blocked scan knows them too.
public struct DiagonalStateSpace: RecurrentLayer {
  /// `ln` of the decay rate of each state.
  public let decay: Parameter
  /// The angle a unit of time of each state.
  public let frequency: Parameter
  /// `ln` of the time that a step takes in each state.
  public let step: Parameter
  /// `B`, `in x 2P`.
  public let entrance: Parameter
  /// `C`, `2P x in`.
  public let exit: Parameter
  /// `d`.
  public let skip: Parameter
  /// How the recurrence is computed.
  public var scan: DiagonalScan

  /// Width of the input and of the output.
  public var width: Int { skip.shape[0] }
  /// `P`, complex states.
  public var states: Int { decay.shape[0] }
  /// `2P`.
  public var stateWidth: Int { 2 * states }

  /// Starts at `L = -1/2 + i pi n` (S4D-Lin: Gu, 2022) with steps from 0.001 to 0.1, evenly spread
  /// in their logarithm, so that memories from about 20 to 2000 steps are there.
  public init(
    _ name: String, width: Int, states: Int, scan: DiagonalScan = .sequential,
    using generator: inout SplitMix64
  ) {
    precondition(width > 0 && states > 0, "\(name) has no size")
    self.scan = scan
    func parameter(_ part: String, _ values: [Float], decays: Bool = false) -> Parameter {
      Parameter("\(name).\(part)", shape: [values.count], values: values, decays: decays)
    }
    decay = parameter("decay", Array(repeating: Float(log(0.5)), count: states))
    frequency = parameter("frequency", (0..<states).map { Float(Double.pi * Double($0)) })
    let (low, high) = (log(0.001), log(0.1))
    // The order is drawn, so that step and frequency do not go together.
    let steps = generator.permutation(states).map {
      low + (high - low) * (Double($0) + 0.5) / Double(states)
    }
    step = parameter("step", steps.map { Float($0) })
    // f is near the step d and a state sums 1 / d steps, so for white noise of variance 1 a state's
    // parts have variance d; B makes up for that, and C for the number of parts.
    var entering = generator.normals(width * 2 * states)
    for i in entering.indices {
      entering[i] /= Float(Double(width).squareRoot() * exp(steps[i % states] / 2))
    }
    entrance = Parameter("\(name).entrance", shape: [width, 2 * states], values: entering)
    let deviation = 1 / Float(2 * states).squareRoot()
    exit = Parameter(
      "\(name).exit", shape: [2 * states, width],
      values: generator.normals(2 * states * width).map { $0 * deviation })
    skip = parameter("skip", generator.normals(width))
  }

  /// All six.
  public var parameters: [Parameter] { [decay, frequency, step, entrance, exit, skip] }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    var input: SequenceBatch
    var dynamics: StateDynamics
    /// `x B`, a row a step and sequence.
    var entered: Matrix
    /// The states after each step.
    var states: Matrix
    var initial: Matrix
  }

  /// All outputs and the last state.
  public func infer(
    _ input: SequenceBatch, from initial: Matrix? = nil
  ) -> (output: Matrix, state: Matrix) {
    let (output, state, _) = forward(input, from: initial)
    return (output, state)
  }

  /// All outputs, the last state, and what the backward pass needs.
  public func forward(
    _ input: SequenceBatch, from initial: Matrix? = nil
  ) -> (output: Matrix, state: Matrix, cache: Cache) {
    precondition(input.values.columns == width, "\(input.values.columns) columns, not \(width)")
    let initial = initialState(initial, input)
    let dynamics = StateDynamics(
      decay: decay.values, frequency: frequency.values, step: step.values)
    let rows = input.values.rows
    var entered = Matrix(rows: rows, columns: stateWidth)
    multiplyMatrices(
      input.values.values, input.values.block, by: entrance.values, entranceBlock,
      into: &entered.values, entered.block)
    var states = entered
    dynamics.hold(&states.values)
    scan.run(&states.values, from: initial.values, dynamics, input, reversed: false)

    var output = input.values
    Rows.multiply(skip.values, intoEachOf: &output.values)
    multiplyMatrices(
      states.values, states.block, by: exit.values, exitBlock, into: &output.values,
      output.block, keeping: 1)
    let last = rows == 0 ? initial : states.rows((rows - input.sequences)..<rows)
    let cache = Cache(
      input: input, dynamics: dynamics, entered: entered, states: states, initial: initial)
    return (output, last, cache)
  }

  /// Goes back through the recurrence, which is a scan from the last step to the first.
  public func backward(
    _ outputGradient: Matrix, stateGradient: Matrix? = nil, _ cache: Cache
  ) -> (input: Matrix, initial: Matrix) {
    let (input, sequences) = (cache.input.values, cache.input.sequences)
    precondition(
      outputGradient.rows == input.rows && outputGradient.columns == width,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    exit.addGradient {
      multiplyMatrices(
        cache.states.values, cache.states.block.transposed, by: outputGradient.values,
        outputGradient.block, into: &$0, exitBlock, keeping: 1)
    }
    skip.addGradient {
      Rows.addSum(ofProducts: outputGradient.values, input.values, to: &$0)
    }
    var adjoint = Matrix(rows: input.rows, columns: stateWidth)
    multiplyMatrices(
      outputGradient.values, outputGradient.block, by: exit.values, exitBlock.transposed,
      into: &adjoint.values, adjoint.block)
    if let stateGradient, input.rows > 0 {
      let start = (input.rows - sequences) * stateWidth
      for i in stateGradient.values.indices { adjoint.values[start + i] += stateGradient.values[i] }
    }
    scan.run(&adjoint.values, from: nil, cache.dynamics, cache.input, reversed: true)

    // With no step at all the last state is the first.
    var initial = stateGradient ?? emptyState(sequences: sequences)
    if input.rows > 0 {
      initial = cache.dynamics.gradientBefore(adjoint.rows(0..<sequences), cache.input)
    }
    let sums = cache.dynamics.sums(
      adjoint: adjoint.values, states: cache.states.values, initial: cache.initial.values,
      entered: cache.entered.values, cache.input)
    let gradients = cache.dynamics.gradients(sums)
    decay.addGradient { Rows.addSum(of: gradients.decay, to: &$0) }
    frequency.addGradient { Rows.addSum(of: gradients.frequency, to: &$0) }
    step.addGradient { Rows.addSum(of: gradients.step, to: &$0) }

    cache.dynamics.release(&adjoint.values)
    entrance.addGradient {
      multiplyMatrices(
        input.values, input.block.transposed, by: adjoint.values, adjoint.block, into: &$0,
        entranceBlock, keeping: 1)
    }
    var result = outputGradient
    Rows.multiply(skip.values, intoEachOf: &result.values)
    multiplyMatrices(
      adjoint.values, adjoint.block, by: entrance.values, entranceBlock.transposed,
      into: &result.values, result.block, keeping: 1)
    return (result, initial)
  }

  private var entranceBlock: Block { Block(rows: width, columns: stateWidth) }

  private var exitBlock: Block { Block(rows: stateWidth, columns: width) }
}
