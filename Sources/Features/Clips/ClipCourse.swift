internal import Frames

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where each picture of a clip stands between the first, the last and all others.
struct ClipCourse {
  /// The distance of each picture from the first, in codes.
  private(set) var fromStart: [Float]
  /// The distance of each picture from the last, in codes.
  private(set) var toEnd: [Float]
  /// The logarithm of the distance from the nearest picture elsewhere in the clip, as a part of the
  /// mean distance: low where a place is seen again.
  private(set) var revisits: [Float]

  private let thumbs: [Thumb]
  /// The changes up to each picture, summed.
  private let path: [Float]

  init(_ pictures: [SmallPicture], amounts: [Float]) {
    let thumbs = pictures.map(Thumb.init)
    self.thumbs = thumbs
    var total: Float = 0
    path = amounts.map { amount in
      total += amount
      return total
    }
    fromStart = thumbs.map { $0.distance(to: thumbs[0]) }
    toEnd = thumbs.map { $0.distance(to: thumbs[thumbs.count - 1]) }
    revisits = Self.revisits(thumbs)
  }

  /// How far the last `count` steps lead, as a part of their lengths; 1 before there are as many.
  func straightness(_ i: Int, over count: Int) -> Float {
    guard i >= count else { return 1 }
    let length = path[i] - path[i - count] + ClipRows.floor
    return min(2, thumbs[i].distance(to: thumbs[i - count]) / length)
  }

  /// How much nearer a step leads to the last picture, as a part of its length.
  func progress(_ i: Int) -> Float {
    guard i > 0 else { return 0 }
    let length = path[i] - path[i - 1] + ClipRows.floor
    return max(-2, min(2, (toEnd[i - 1] - toEnd[i]) / length))
  }

  private static func revisits(_ thumbs: [Thumb]) -> [Float] {
    let stride = max(1, thumbs.count / ClipRows.comparisons)
    var nearest = [Float](repeating: .infinity, count: thumbs.count)
    var (sum, count): (Float, Float) = (0, 0)
    for i in thumbs.indices {
      for j in Swift.stride(from: 0, to: thumbs.count, by: stride)
      where abs(i - j) >= ClipRows.reach {
        let distance = thumbs[i].distance(to: thumbs[j])
        nearest[i] = min(nearest[i], distance)
        sum += distance
        count += 1
      }
    }
    // A clip too short to come back has a value that says nothing.
    guard count > 0 else { return Array(repeating: 0, count: thumbs.count) }
    let mean = sum / count + ClipRows.floor
    return nearest.map { $0.isFinite ? log(($0 + ClipRows.floor) / mean) : 0 }
  }
}

/// A picture as means of 4 x 3 pixels of all three planes.
private struct Thumb {
  private static let (across, down) = (4, 3)
  let values: [UInt8]

  init(_ picture: SmallPicture) {
    let (columns, rows) = (picture.width / Self.across, picture.height / Self.down)
    var values: [UInt8] = []
    values.reserveCapacity(3 * columns * rows)
    for plane in [picture.luma, picture.blue, picture.red] {
      var sums = [UInt16](repeating: 0, count: columns * rows)
      for y in 0..<rows * Self.down {
        for x in 0..<columns * Self.across {
          sums[y / Self.down * columns + x / Self.across] &+=
            UInt16(plane[y * picture.width + x])
        }
      }
      values += sums.map { UInt8($0 / UInt16(Self.across * Self.down)) }
    }
    self.values = values
  }

  /// The mean absolute difference, all planes summed, in codes.
  func distance(to other: Thumb) -> Float {
    let (a, b) = (values.span, other.values.span)
    precondition(a.count == b.count, "pictures of different sizes")
    var sum: Int32 = 0
    for i in 0..<a.count { sum &+= abs(Int32(a[i]) &- Int32(b[i])) }
    return 3 * Float(sum) / Float(max(1, a.count))
  }
}
