/// The mean absolute residual of a picture after a whole-pixel shift and the best fraction on top.
///
/// Taken over the pixels that both pictures have. The fraction is one least-squares step on the
/// brightness-constancy equation `It + u Ix + v Iy = 0` with central differences, at most a pixel
/// (Lucas and Kanade, 1981); where it does not help, the residual of the whole-pixel shift stands.
///
/// - Parameters:
///   - before: the earlier picture, row-major.
///   - after: the later picture.
///   - dx: pixels to the right by which the content moved.
///   - dy: pixels down.
func residualAfterShift(
  from before: [UInt8], to after: [UInt8], width: Int, height: Int, dx: Int, dy: Int
) -> Float {
  precondition(before.count == width * height && after.count == before.count)
  let overlap = Overlap(width: width, height: height, dx: dx, dy: dy)
  precondition(!overlap.columns.isEmpty && !overlap.rows.isEmpty, "no pixel is in both pictures")
  return unsafe before.withUnsafeBufferPointer { a in
    unsafe after.withUnsafeBufferPointer { b in
      guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
      let sums = unsafe overlap.products(a, b)
      guard let (u, v) = sums.fraction else { return Float(sums.plain) / overlap.count }
      return unsafe min(Float(sums.plain), overlap.refined(a, b, u, v)) / overlap.count
    }
  }
}

/// Sums of products of gradients over two pixels and of the difference in time.
private struct GradientProducts {
  var (xx, xy, yy, xt, yt, plain): (Int32, Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0, 0)

  /// What to multiply the gradients over two pixels with; nil where the picture is too flat.
  var fraction: (u: Float, v: Float)? {
    // Differences were taken over two pixels: gradients are half of them.
    let (gxx, gxy, gyy) = (Double(xx) / 4, Double(xy) / 4, Double(yy) / 4)
    let (gxt, gyt) = (Double(xt) / 2, Double(yt) / 2)
    let determinant = gxx * gyy - gxy * gxy
    guard determinant > 1 else { return nil }
    return (
      Float(min(1, max(-1, (gyy * gxt - gxy * gyt) / determinant))) / 2,
      Float(min(1, max(-1, (gxx * gyt - gxy * gxt) / determinant))) / 2
    )
  }
}

/// The pixels of the later picture whose content, with its four neighbours, the earlier one has.
private struct Overlap {
  let columns: Range<Int>
  let rows: Range<Int>
  let width: Int
  let offset: Int

  init(width: Int, height: Int, dx: Int, dy: Int) {
    columns = (max(0, dx) + 1)..<(width - 1 + min(0, dx))
    rows = (max(0, dy) + 1)..<(height - 1 + min(0, dy))
    self.width = width
    offset = -dy * width - dx
  }

  var count: Float { Float(columns.count * rows.count) }

  /// 2,304 products of at most 510 x 510 fit an `Int32`.
  func products(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>) -> GradientProducts {
    var sums = GradientProducts()
    for y in rows {
      let here = unsafe b + y * width
      let there = unsafe a + y * width + offset
      for x in columns {
        let ix = unsafe Int32(there[x + 1]) &- Int32(there[x - 1])
        let iy = unsafe Int32(there[x + width]) &- Int32(there[x - width])
        let it = unsafe Int32(here[x]) &- Int32(there[x])
        sums.xx &+= ix &* ix
        sums.xy &+= ix &* iy
        sums.yy &+= iy &* iy
        sums.xt &-= ix &* it
        sums.yt &-= iy &* it
        sums.plain &+= it < 0 ? 0 &- it : it
      }
    }
    return sums
  }

  /// The sum of what remains when the gradients are taken into account.
  func refined(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ u: Float, _ v: Float)
    -> Float
  {
    var sum: Float = 0
    for y in rows {
      let here = unsafe b + y * width
      let there = unsafe a + y * width + offset
      for x in columns {
        let ix = unsafe Float(there[x + 1]) - Float(there[x - 1])
        let iy = unsafe Float(there[x + width]) - Float(there[x - width])
        unsafe sum += abs(Float(here[x]) - Float(there[x]) + u * ix + v * iy)
      }
    }
    return sum
  }
}
