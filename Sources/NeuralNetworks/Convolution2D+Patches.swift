extension Convolution2D {
  /// Copies the patches of some samples, each a row; zeros where a patch leaves the picture.
  func gather(_ input: [Float], _ samples: Range<Int>, _ patches: inout [Float]) {
    let (shape, channels) = (shape, shape.channels)
    unsafe input.withUnsafeBufferPointer { input in
      unsafe patches.withUnsafeMutableBufferPointer { patches in
        guard let source = input.baseAddress, let target = patches.baseAddress else { return }
        var place = unsafe target
        eachPatchRow(of: samples) { start, columns in
          let width = shape.size * channels
          let (before, held) = (columns.lowerBound * channels, columns.count * channels)
          for j in 0..<before { unsafe place[j] = 0 }
          for j in 0..<held { unsafe place[before + j] = source[start + j] }
          for j in (before + held)..<width { unsafe place[j] = 0 }
          unsafe place += width
        }
      }
    }
  }

  /// Adds the patches of some samples to the pixels that they were gathered from.
  func scatter(_ patches: [Float], _ samples: Range<Int>, _ output: inout [Float]) {
    let (shape, channels) = (shape, shape.channels)
    unsafe patches.withUnsafeBufferPointer { patches in
      unsafe output.withUnsafeMutableBufferPointer { output in
        guard var place = patches.baseAddress, let target = output.baseAddress else { return }
        eachPatchRow(of: samples) { start, columns in
          let (before, held) = (columns.lowerBound * channels, columns.count * channels)
          for j in 0..<held { unsafe target[start + j] += place[before + j] }
          unsafe place += shape.size * channels
        }
      }
    }
  }

  /// Walks over the rows of all patches in their order.
  ///
  /// The closure gets the place of the first pixel that lies in the picture, and which columns of
  /// the patch do; none where the row lies outside.
  @inline(__always)
  private func eachPatchRow(
    of samples: Range<Int>, _ body: (_ start: Int, _ columns: Range<Int>) -> Void
  ) {
    let shape = shape
    for sample in samples {
      for top in 0..<shape.outputHeight {
        for left in 0..<shape.outputWidth {
          let column = left * shape.stride - shape.padding
          let first = max(0, -column)
          let columns = first..<max(first, min(shape.size, shape.width - column))
          for row in 0..<shape.size {
            let y = top * shape.stride - shape.padding + row
            let isInside = y >= 0 && y < shape.height
            let pixel = (sample * shape.height + y) * shape.width + column + first
            body(isInside ? pixel * shape.channels : 0, isInside ? columns : 0..<0)
          }
        }
      }
    }
  }
}
