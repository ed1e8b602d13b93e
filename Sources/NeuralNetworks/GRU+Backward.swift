public import LinearAlgebra

extension GRU {
  /// Backpropagation through time, from the last step to the first.
  public func backward(
    _ outputGradient: Matrix, stateGradient: Matrix? = nil, _ cache: Cache
  ) -> (input: Matrix, initial: Matrix) {
    let (width, rows, batch) = (stateWidth, cache.before.rows, cache.input.sequences)
    precondition(
      outputGradient.rows == rows && outputGradient.columns == width,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    var carried = stateGradient ?? emptyState(sequences: batch)
    precondition(carried.rows == batch && carried.columns == width, "a state does not fit")
    var gradients = Gradients(rows: rows, width: width)
    let blocks = Blocks(inputs: inputs, width: width)
    let recurrentValues = recurrent.values
    for t in (0..<cache.input.steps).reversed() {
      let first = t * batch
      Self.retreat(&carried, &gradients, outputGradient, cache, first: first)
      multiplyMatrices(
        gradients.gates.values, Block(rows: batch, columns: 2 * width, offset: first * 2 * width),
        by: recurrentValues, blocks.recurrentGates.transposed, into: &carried.values,
        carried.block, keeping: 1)
      multiplyMatrices(
        gradients.inner.values, Block(rows: batch, columns: width, offset: first * width),
        by: recurrentValues, blocks.recurrentCandidate.transposed, into: &carried.values,
        carried.block, keeping: 1)
      for i in 0..<batch where cache.input.isReset(first + i) {
        for j in 0..<width { carried.values[i * width + j] = 0 }
      }
    }
    addGradients(gradients, cache, blocks)
    var input = Matrix(rows: rows, columns: inputs)
    let values = weight.values
    multiplyMatrices(
      gradients.gates.values, gradients.gates.block, by: values, blocks.weightGates.transposed,
      into: &input.values, input.block)
    multiplyMatrices(
      gradients.candidates.values, gradients.candidates.block, by: values,
      blocks.weightCandidate.transposed, into: &input.values, input.block, keeping: 1)
    return (input, carried)
  }

  /// The gradients by what goes into the sigmoids, the tanh, and the reset gate's product.
  private struct Gradients {
    var gates: Matrix
    var candidates: Matrix
    var inner: Matrix

    init(rows: Int, width: Int) {
      gates = Matrix(rows: rows, columns: 2 * width)
      candidates = Matrix(rows: rows, columns: width)
      inner = Matrix(rows: rows, columns: width)
    }
  }

  /// One step back: `carried` becomes the part of the gradient that passes by way of `z h`.
  private static func retreat(
    _ carried: inout Matrix, _ gradients: inout Gradients, _ outputGradient: Matrix,
    _ cache: Cache, first: Int
  ) {
    let (batch, width) = (carried.rows, carried.columns)
    unsafe carried.values.withUnsafeMutableBufferPointer { carried in
      unsafe gradients.gates.values.withUnsafeMutableBufferPointer { dGates in
        unsafe gradients.candidates.values.withUnsafeMutableBufferPointer { dN in
          unsafe gradients.inner.values.withUnsafeMutableBufferPointer { dQ in
            for i in 0..<batch {
              let row = first + i
              // Row by row the parts are opened once more; the inner loop sees bare pointers.
              unsafe retreat(
                row: row, width: width, outputGradient, cache,
                carried: UnsafeMutableBufferPointer(rebasing: carried[(i * width)...]),
                dGates: UnsafeMutableBufferPointer(rebasing: dGates[(row * 2 * width)...]),
                dN: UnsafeMutableBufferPointer(rebasing: dN[(row * width)...]),
                dQ: UnsafeMutableBufferPointer(rebasing: dQ[(row * width)...]))
            }
          }
        }
      }
    }
  }

  private static func retreat(
    row: Int, width: Int, _ outputGradient: Matrix, _ cache: Cache,
    carried: UnsafeMutableBufferPointer<Float>, dGates: UnsafeMutableBufferPointer<Float>,
    dN: UnsafeMutableBufferPointer<Float>, dQ: UnsafeMutableBufferPointer<Float>
  ) {
    guard let carried = carried.baseAddress, let dR = dGates.baseAddress,
      let dN = dN.baseAddress, let dQ = dQ.baseAddress
    else { return }
    let dZ = unsafe dR + width
    unsafe outputGradient.values.withUnsafeBufferPointer { dy in
      unsafe cache.gates.values.withUnsafeBufferPointer { gates in
        unsafe cache.candidates.values.withUnsafeBufferPointer { n in
          unsafe cache.inner.values.withUnsafeBufferPointer { q in
            unsafe cache.before.values.withUnsafeBufferPointer { h in
              guard let dy = dy.baseAddress, let r = gates.baseAddress, let n = n.baseAddress,
                let q = q.baseAddress, let h = h.baseAddress
              else { return }
              let (offset, gate) = (row * width, row * 2 * width)
              for j in 0..<width {
                let (n, q, h) = unsafe (n[offset + j], q[offset + j], h[offset + j])
                let (r, z) = unsafe (r[gate + j], r[gate + width + j])
                let d = unsafe dy[offset + j] + carried[j]
                let beforeTanh = d * (1 - z) * (1 - n * n)
                unsafe dN[j] = beforeTanh
                unsafe dQ[j] = beforeTanh * r
                unsafe dR[j] = beforeTanh * q * r * (1 - r)
                unsafe dZ[j] = d * (h - n) * z * (1 - z)
                unsafe carried[j] = d * z
              }
            }
          }
        }
      }
    }
  }

  /// The parameters' gradients, each by one product over all steps.
  private func addGradients(_ gradients: Gradients, _ cache: Cache, _ blocks: Blocks) {
    let (input, before) = (cache.input.values, cache.before)
    let (gates, candidates, inner) = (gradients.gates, gradients.candidates, gradients.inner)
    weight.addGradient {
      multiplyMatrices(
        input.values, input.block.transposed, by: gates.values, gates.block, into: &$0,
        blocks.weightGates, keeping: 1)
      multiplyMatrices(
        input.values, input.block.transposed, by: candidates.values, candidates.block, into: &$0,
        blocks.weightCandidate, keeping: 1)
    }
    recurrent.addGradient {
      multiplyMatrices(
        before.values, before.block.transposed, by: gates.values, gates.block, into: &$0,
        blocks.recurrentGates, keeping: 1)
      multiplyMatrices(
        before.values, before.block.transposed, by: inner.values, inner.block, into: &$0,
        blocks.recurrentCandidate, keeping: 1)
    }
    self.inner.addGradient { Rows.addSum(of: inner.values, to: &$0) }
    let width = stateWidth
    var (gateSums, candidateSums) = (
      [Float](repeating: 0, count: 2 * width), [Float](repeating: 0, count: width)
    )
    Rows.addSum(of: gates.values, to: &gateSums)
    Rows.addSum(of: candidates.values, to: &candidateSums)
    bias.addGradient { gradient in
      for j in 0..<(2 * width) { gradient[j] += gateSums[j] }
      for j in 0..<width { gradient[2 * width + j] += candidateSums[j] }
    }
  }
}
