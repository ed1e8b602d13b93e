internal import Dispatch
internal import LinearAlgebra

/// How the recurrence `s = a s + v` with resets is computed over a sequence.
///
/// Both ways give the same numbers but for rounding, and each the same bits every time.
public enum DiagonalScan: Sendable, Hashable {
  /// Step after step.
  case sequential
  /// Blocks of so many steps side by side on all cores, then joined by the associative operator.
  ///
  /// The operator of Lu et al. (2023): a stretch multiplies the state before it by `a` and adds
  /// `s`, so `(a1, s1) then (a2, s2) = (a2 a1, a2 s1 + s2)`, and a reset within a stretch makes its
  /// `a` zero. Twice the work of ``sequential``: worth it for long sequences where cores are idle.
  case blocked(steps: Int)

  /// Replaces `v` by `s`; from the last step to the first with conjugate factors where `reversed`.
  ///
  /// Reversed, a reset before step `t + 1` is what keeps step `t` from hearing of it.
  func run(
    _ values: inout [Float], from initial: [Float]?, _ dynamics: StateDynamics,
    _ input: SequenceBatch, reversed: Bool
  ) {
    let steps = input.steps
    let lanes = Lanes(dynamics, input, reversed: reversed)
    guard steps > 0 else { return }
    switch self {
    case .sequential:
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe lanes.scan(values, 0..<steps, from: initial)
      }
    case .blocked(let length):
      precondition(length > 0, "a block of \(length) steps is none")
      let blocks = stride(from: 0, to: steps, by: length).map { $0..<min($0 + length, steps) }
      unsafe values.withUnsafeMutableBufferPointer { values in
        // Each block writes its own rows only.
        nonisolated(unsafe) let values = unsafe values
        DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
          unsafe lanes.scan(values, blocks[index], from: index == 0 ? initial : nil)
        }
        // The states at the ends of the blocks, one after the other; then inside them, at once.
        var ends = unsafe [lanes.row(values, blocks[0].upperBound - 1)]
        for block in blocks.dropFirst() {
          ends.append(unsafe lanes.joined(ends[ends.count - 1], values, block))
        }
        let carried = ends
        DispatchQueue.concurrentPerform(iterations: blocks.count - 1) { index in
          unsafe lanes.carry(carried[index], into: values, blocks[index + 1])
        }
      }
    }
  }
}

/// The rows of all sequences at a step, and the factors that lead from one to the next.
private struct Lanes: Sendable {
  let real, imaginary: [Float]
  let sequences: Int
  let steps: Int
  let resets: [Bool]
  let reversed: Bool

  init(_ dynamics: StateDynamics, _ input: SequenceBatch, reversed: Bool) {
    real = dynamics.factorReal
    imaginary = reversed ? dynamics.factorImaginary.map { -$0 } : dynamics.factorImaginary
    sequences = input.sequences
    steps = input.steps
    resets = input.resets
    self.reversed = reversed
  }

  /// Values of all sequences at a step.
  private var width: Int { 2 * real.count * sequences }

  /// Where the rows of the `k`-th step of the scan begin.
  private func place(_ k: Int) -> Int { (reversed ? steps - 1 - k : k) * width }

  /// Whether the state from the step before does not reach the `k`-th step of the scan.
  private func isCut(_ k: Int, _ sequence: Int) -> Bool {
    guard !resets.isEmpty else { return false }
    let step = reversed ? steps - k : k
    return step < steps && resets[step * sequences + sequence]
  }

  /// The values at a step.
  func row(_ values: UnsafeMutableBufferPointer<Float>, _ k: Int) -> [Float] {
    let start = place(k)
    return unsafe Array(values[start..<(start + width)])
  }

  /// Runs through some steps, from given states before them or from none.
  func scan(
    _ values: UnsafeMutableBufferPointer<Float>, _ range: Range<Int>, from initial: [Float]?
  ) {
    if let initial {
      unsafe add(initial, to: values, range.lowerBound)
    }
    guard let base = values.baseAddress else { return }
    for k in range.dropFirst() {
      let (source, target) = unsafe (base + place(k - 1), base + place(k))
      for i in 0..<sequences where !isCut(k, i) {
        let offset = i * 2 * real.count
        unsafe advance(source + offset, target + offset)
      }
    }
  }

  /// `target += a source` for the first step behind some states.
  private func add(_ states: [Float], to values: UnsafeMutableBufferPointer<Float>, _ k: Int) {
    unsafe states.withUnsafeBufferPointer { states in
      guard let source = states.baseAddress, let base = values.baseAddress else { return }
      for i in 0..<sequences where !isCut(k, i) {
        let offset = i * 2 * real.count
        unsafe advance(source + offset, base + place(k) + offset)
      }
    }
  }

  private func advance(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    let count = real.count
    unsafe real.withUnsafeBufferPointer { real in
      unsafe imaginary.withUnsafeBufferPointer { imaginary in
        guard let c = real.baseAddress, let d = imaginary.baseAddress else { return }
        for j in 0..<count {
          let (x, y) = unsafe (source[j], source[count + j])
          unsafe target[j] += x * c[j] - y * d[j]
          unsafe target[count + j] += x * d[j] + y * c[j]
        }
      }
    }
  }

  /// The states behind a block: `a^length before + its own`, or its own alone where it was cut.
  func joined(
    _ before: [Float], _ values: UnsafeMutableBufferPointer<Float>, _ block: Range<Int>
  ) -> [Float] {
    var own = unsafe row(values, block.upperBound - 1)
    let factors = power(block.count)
    let count = real.count
    for i in 0..<sequences where !block.contains(where: { isCut($0, i) }) {
      for j in 0..<count {
        let place = i * 2 * count + j
        let (x, y) = (before[place], before[place + count])
        own[place] += x * factors.real[j] - y * factors.imaginary[j]
        own[place + count] += x * factors.imaginary[j] + y * factors.real[j]
      }
    }
    return own
  }

  /// Adds what came before a block to each of its steps: `a^(k + 1) before`, until it is cut.
  func carry(
    _ before: [Float], into values: UnsafeMutableBufferPointer<Float>, _ block: Range<Int>
  ) {
    let count = real.count
    var carried = before
    var next = [Float](repeating: 0, count: width)
    guard let base = values.baseAddress else { return }
    var isOpen = [Bool](repeating: true, count: sequences)
    for k in block {
      for i in 0..<sequences {
        isOpen[i] = isOpen[i] && !isCut(k, i)
        for j in (i * 2 * count)..<((i + 1) * 2 * count) { next[j] = 0 }
      }
      unsafe carried.withUnsafeBufferPointer { carried in
        unsafe next.withUnsafeMutableBufferPointer { next in
          guard let source = carried.baseAddress, let target = next.baseAddress else { return }
          let row = unsafe base + place(k)
          for i in 0..<sequences where isOpen[i] {
            let offset = i * 2 * count
            unsafe advance(source + offset, target + offset)
            for j in offset..<(offset + 2 * count) { unsafe row[j] += target[j] }
          }
        }
      }
      swap(&carried, &next)
      if !isOpen.contains(true) { return }
    }
  }

  /// The factors to a whole power, by repeated squaring.
  private func power(_ exponent: Int) -> (real: [Float], imaginary: [Float]) {
    var result = (
      real: [Float](repeating: 1, count: real.count),
      imaginary: [Float](repeating: 0, count: real.count)
    )
    for j in real.indices {
      var (x, y, left) = (Double(real[j]), Double(imaginary[j]), exponent)
      var (u, v) = (1.0, 0.0)
      while left > 0 {
        if left & 1 == 1 { (u, v) = (u * x - v * y, u * y + v * x) }
        (x, y) = (x * x - y * y, 2 * x * y)
        left >>= 1
      }
      (result.real[j], result.imaginary[j]) = (Float(u), Float(v))
    }
    return result
  }
}
