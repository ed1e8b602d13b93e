/// The residual of a picture after the best shift by a fraction of a pixel.
///
/// One least-squares step on the brightness-constancy equation `It + u Ix + v Iy = 0` over the inner
/// pixels, central differences (Lucas and Kanade, 1981); gives the mean of `|It + u Ix + v Iy|`.
func residualAfterSubpixelShift(
  from before: [UInt8], to after: [UInt8], width: Int, height: Int
) -> Float {
  let a = before.span
  let b = after.span
  var (xx, xy, yy, xt, yt): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
  for y in 1..<(height - 1) {
    for x in 1..<(width - 1) {
      let i = y * width + x
      let ix = (Float(a[i + 1]) - Float(a[i - 1])) / 2
      let iy = (Float(a[i + width]) - Float(a[i - width])) / 2
      let it = Float(b[i]) - Float(a[i])
      xx += ix * ix
      xy += ix * iy
      yy += iy * iy
      xt -= ix * it
      yt -= iy * it
    }
  }
  let determinant = max(xx * yy - xy * xy, 1e-3)
  let u = (yy * xt - xy * yt) / determinant
  let v = (xx * yt - xy * xt) / determinant
  var sum: Float = 0
  for y in 1..<(height - 1) {
    for x in 1..<(width - 1) {
      let i = y * width + x
      let ix = (Float(a[i + 1]) - Float(a[i - 1])) / 2
      let iy = (Float(a[i + width]) - Float(a[i - width])) / 2
      sum += abs(Float(b[i]) - Float(a[i]) + u * ix + v * iy)
    }
  }
  return sum / Float((width - 2) * (height - 2))
}
