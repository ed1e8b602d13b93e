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
  let a = before.span
  let b = after.span
  let (left, right) = (max(0, dx) + 1, width - 1 + min(0, dx))
  let (top, bottom) = (max(0, dy) + 1, height - 1 + min(0, dy))
  let offset = -dy * width - dx
  var (xx, xy, yy, xt, yt, plain): (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
  for y in top..<bottom {
    for x in left..<right {
      let i = y * width + x
      let j = i + offset
      let ix = Int(a[j + 1]) &- Int(a[j - 1])
      let iy = Int(a[j + width]) &- Int(a[j - width])
      let it = Int(b[i]) &- Int(a[j])
      xx &+= ix &* ix
      xy &+= ix &* iy
      yy &+= iy &* iy
      xt &-= ix &* it
      yt &-= iy &* it
      plain &+= abs(it)
    }
  }
  let count = Float((right - left) * (bottom - top))
  // Differences were taken over two pixels: gradients are half of them.
  let (gxx, gxy, gyy) = (Double(xx) / 4, Double(xy) / 4, Double(yy) / 4)
  let (gxt, gyt) = (Double(xt) / 2, Double(yt) / 2)
  let determinant = gxx * gyy - gxy * gxy
  guard determinant > 1 else { return Float(plain) / count }
  let u = Float(min(1, max(-1, (gyy * gxt - gxy * gyt) / determinant))) / 2
  let v = Float(min(1, max(-1, (gxx * gyt - gxy * gxt) / determinant))) / 2
  var refined: Float = 0
  for y in top..<bottom {
    for x in left..<right {
      let i = y * width + x
      let j = i + offset
      let ix = Float(a[j + 1]) - Float(a[j - 1])
      let iy = Float(a[j + width]) - Float(a[j - width])
      refined += abs(Float(b[i]) - Float(a[j]) + u * ix + v * iy)
    }
  }
  return min(Float(plain), refined) / count
}
