internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The discretised diagonal of a state-space layer, and how its gradients follow.
///
/// A row of states holds `P` real parts, then `P` imaginary ones. The gradient by a complex number
/// is `dL/dRe + i dL/dIm`; through `y = h(z)` it is multiplied by the conjugate of `h'(z)`.
struct StateDynamics: Sendable {
  /// `a`, what a state is multiplied by at each step.
  let factorReal, factorImaginary: [Float]
  /// `f`, what enters is multiplied by.
  let holdReal, holdImaginary: [Float]

  private let rates: [Complex]
  private let steps: [Double]
  private let factors: [Complex]
  private let holds: [Complex]

  /// Complex states.
  var count: Int { factorReal.count }

  /// A number in double precision: once a state and call, not once a step.
  struct Complex: Sendable {
    var real, imaginary: Double

    var conjugate: Complex { Complex(real: real, imaginary: -imaginary) }

    static func * (a: Complex, b: Complex) -> Complex {
      Complex(
        real: a.real * b.real - a.imaginary * b.imaginary,
        imaginary: a.real * b.imaginary + a.imaginary * b.real)
    }

    static func * (a: Double, b: Complex) -> Complex {
      Complex(real: a * b.real, imaginary: a * b.imaginary)
    }

    static func / (a: Complex, b: Complex) -> Complex {
      (1 / (b.real * b.real + b.imaginary * b.imaginary)) * (a * b.conjugate)
    }

    static func + (a: Complex, b: Complex) -> Complex {
      Complex(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
    }
  }

  init(decay: [Float], frequency: [Float], step: [Float]) {
    rates = zip(decay, frequency).map { decay, frequency in
      Complex(real: -exp(Double(decay)), imaginary: Double(frequency))
    }
    steps = step.map { exp(Double($0)) }
    factors = zip(rates, steps).map { rate, step in
      exp(step * rate.real)
        * Complex(real: cos(step * rate.imaginary), imaginary: sin(step * rate.imaginary))
    }
    holds = zip(rates, factors).map { rate, factor in
      (factor + Complex(real: -1, imaginary: 0)) / rate
    }
    factorReal = factors.map { Float($0.real) }
    factorImaginary = factors.map { Float($0.imaginary) }
    holdReal = holds.map { Float($0.real) }
    holdImaginary = holds.map { Float($0.imaginary) }
  }

  /// Multiplies each row by `f`.
  func hold(_ values: inout [Float]) { multiply(&values, holdReal, holdImaginary) }

  /// Multiplies each row by the conjugate of `f`.
  func release(_ values: inout [Float]) { multiply(&values, holdReal, holdImaginary.map { -$0 }) }

  /// The gradient by the initial states, from that by the first states.
  func gradientBefore(_ first: Matrix, _ input: SequenceBatch) -> Matrix {
    var result = first
    multiply(&result.values, factorReal, factorImaginary.map { -$0 })
    for i in 0..<result.rows where input.isReset(i) {
      for j in 0..<result.columns { result.values[i * result.columns + j] = 0 }
    }
    return result
  }

  /// `values = values * factor`, a complex factor a state.
  private func multiply(_ values: inout [Float], _ real: [Float], _ imaginary: [Float]) {
    let count = count
    let rows = values.count / (2 * count)
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe real.withUnsafeBufferPointer { real in
        unsafe imaginary.withUnsafeBufferPointer { imaginary in
          guard let base = values.baseAddress, let c = real.baseAddress,
            let d = imaginary.baseAddress
          else { return }
          for i in 0..<rows {
            let re = unsafe base + i * 2 * count
            let im = unsafe re + count
            for j in 0..<count {
              let (x, y) = unsafe (re[j], im[j])
              unsafe re[j] = x * c[j] - y * d[j]
              unsafe im[j] = x * d[j] + y * c[j]
            }
          }
        }
      }
    }
  }

  /// The gradients by `a` and `f`: sums over all rows of adjoints times conjugates.
  struct Sums {
    /// Real parts, then imaginary ones.
    var factor: [Float]
    var hold: [Float]
  }

  /// `sum of conj(state before) g` and `sum of conj(x B) g` for each state.
  func sums(
    adjoint: [Float], states: [Float], initial: [Float], entered: [Float], _ input: SequenceBatch
  ) -> Sums {
    let (count, sequences) = (count, input.sequences)
    var sums = Sums(
      factor: Array(repeating: 0, count: 2 * count), hold: Array(repeating: 0, count: 2 * count))
    for row in 0..<input.values.rows {
      let place = row * 2 * count
      Self.addProducts(adjoint, place, entered, place, count, to: &sums.hold)
      // A state that was reset had nothing before it.
      if input.isReset(row) { continue }
      if row < sequences {
        Self.addProducts(adjoint, place, initial, place, count, to: &sums.factor)
      } else {
        let before = (row - sequences) * 2 * count
        Self.addProducts(adjoint, place, states, before, count, to: &sums.factor)
      }
    }
    return sums
  }

  /// `sums += conj(others) * values` for one row of each.
  private static func addProducts(
    _ values: [Float], _ place: Int, _ others: [Float], _ other: Int, _ count: Int,
    to sums: inout [Float]
  ) {
    precondition(place + 2 * count <= values.count && other + 2 * count <= others.count)
    unsafe values.withUnsafeBufferPointer { values in
      unsafe others.withUnsafeBufferPointer { others in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          guard let values = values.baseAddress, let others = others.baseAddress,
            let real = sums.baseAddress
          else { return }
          let (g, s) = unsafe (values + place, others + other)
          let imaginary = unsafe real + count
          for j in 0..<count {
            let (x, y) = unsafe (g[j], g[count + j])
            let (u, v) = unsafe (s[j], s[count + j])
            unsafe real[j] += x * u + y * v
            unsafe imaginary[j] += y * u - x * v
          }
        }
      }
    }
  }

  /// The gradients by the three parameters, from those by `a` and `f`.
  func gradients(_ sums: Sums) -> (decay: [Float], frequency: [Float], step: [Float]) {
    var result = (decay: [Float](), frequency: [Float](), step: [Float]())
    for j in 0..<count {
      let (rate, step) = (rates[j], steps[j])
      let (a, f) = (factors[j], holds[j])
      let byHold = Complex(real: Double(sums.hold[j]), imaginary: Double(sums.hold[count + j]))
      // df/da = 1 / L, and df/dL at a constant a is -f / L.
      let one = Complex(real: 1, imaginary: 0)
      let byFactor =
        Complex(real: Double(sums.factor[j]), imaginary: Double(sums.factor[count + j]))
        + (one / rate).conjugate * byHold
      let byRate = (step * a).conjugate * byFactor + (-1 * (f / rate)).conjugate * byHold
      let byStep = (rate * a).conjugate * byFactor
      result.decay.append(Float(rate.real * byRate.real))
      result.frequency.append(Float(byRate.imaginary))
      result.step.append(Float(step * byStep.real))
    }
    return result
  }
}
