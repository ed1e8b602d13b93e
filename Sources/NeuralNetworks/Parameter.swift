internal import Synchronization

/// Numbers that a model learns, with the gradient of the loss by each.
///
/// Several threads may read ``values`` at once, and even while another writes them: a reader keeps
/// the array as it was. The lock is taken once a layer and call, never once a number.
public final class Parameter: Sendable {
  /// The name under which it is stored, such as `decoder.weight`; unique in a model.
  public let name: String
  /// The length of each dimension.
  public let shape: [Int]
  /// Whether weight decay applies; by default to matrices, not to biases and gains.
  public let decays: Bool

  private struct State: Sendable {
    var values: [Float]
    /// Empty until the first gradient is added, so that inference needs no memory for it.
    var gradient: [Float] = []
  }
  private let state: Mutex<State>

  /// Makes a parameter without a gradient.
  public init(_ name: String, shape: [Int], values: [Float], decays: Bool? = nil) {
    precondition(
      shape.reduce(1, *) == values.count, "\(name): \(values.count) values are not \(shape)")
    self.name = name
    self.shape = shape
    self.decays = decays ?? (shape.count > 1)
    state = Mutex(State(values: values))
  }

  /// How many numbers there are.
  public var count: Int { shape.reduce(1, *) }

  /// The numbers, row-major.
  public var values: [Float] {
    get { state.withLock { $0.values } }
    set {
      precondition(newValue.count == count, "\(name): \(newValue.count) values, not \(count)")
      state.withLock { $0.values = newValue }
    }
  }

  /// The gradient summed since the last ``clearGradient()``; zeros where none was added.
  public var gradient: [Float] {
    state.withLock {
      $0.gradient.isEmpty ? Array(repeating: 0, count: $0.values.count) : $0.gradient
    }
  }

  /// Forgets the gradient.
  public func clearGradient() {
    state.withLock { state in
      unsafe state.gradient.withUnsafeMutableBufferPointer { unsafe $0.update(repeating: 0) }
    }
  }

  /// Adds to the gradient in place; the closure gets the sum so far.
  public func addGradient(_ body: (inout [Float]) -> Void) {
    state.withLock { state in
      if state.gradient.isEmpty {
        state.gradient = Array(repeating: 0, count: state.values.count)
      }
      body(&state.gradient)
      precondition(state.gradient.count == state.values.count, "a gradient lost its shape")
    }
  }

  /// Changes the values in place; the closure also sees and may change the gradient.
  public func update(_ body: (_ values: inout [Float], _ gradient: inout [Float]) -> Void) {
    state.withLock { state in
      if state.gradient.isEmpty {
        state.gradient = Array(repeating: 0, count: state.values.count)
      }
      body(&state.values, &state.gradient)
      precondition(
        state.values.count == state.gradient.count, "an update changed the number of values")
    }
  }
}

/// Anything that owns parameters, in a fixed order.
public protocol Parameterized {
  /// All of them, each once.
  var parameters: [Parameter] { get }
}

extension Parameterized {
  /// Forgets all gradients.
  public func clearGradients() {
    for parameter in parameters { parameter.clearGradient() }
  }

  /// How many numbers are learned.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}
