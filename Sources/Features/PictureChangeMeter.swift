public import Frames

/// Compares each picture of a series with the ones before and after it.
///
/// A change is known one picture late, because only the next picture tells a flash from a change
/// that lasts. Changes of exposure and shifts of the whole picture are taken out first.
///
/// Cost: about 0.15 ms a picture, most of it block matching. Memory: three small pictures.
public struct PictureChangeMeter: Sendable {
  /// The side lengths of the pictures that are compared.
  public static let pictureSize = (width: BlockMotion.width, height: BlockMotion.height)

  private var motion = BlockMotion()
  private var last: SmallPicture?
  private var lastButOne: SmallPicture?
  private var pending: PictureChange?
  /// The change over two steps that ended at `last`.
  private var doubleStepBefore: Float?

  /// A meter that has seen nothing.
  public init() {}

  /// Takes the next picture and gives the change of the one before; nil for the first.
  public mutating func process(_ picture: SmallPicture) -> PictureChange? {
    precondition(
      picture.width == BlockMotion.width && picture.height == BlockMotion.height,
      "\(picture.width) x \(picture.height) is not 64 x 36")
    guard let last else {
      last = picture
      pending = PictureChange()
      return nil
    }
    let doubleStep = lastButOne.map { Self.difference($0, picture).amount }
    let finished = pending.map { complete($0, next: doubleStep) }
    pending = compare(last, picture)
    doubleStepBefore = doubleStep
    lastButOne = last
    self.last = picture
    return finished
  }

  /// The change of the last picture; nil where there was no picture.
  public mutating func finish() -> PictureChange? {
    defer { pending = nil }
    return pending.map { complete($0, next: nil) }
  }

  /// Sets the persistence of a change from the differences over two steps that span it.
  private func complete(_ change: PictureChange, next: Float?) -> PictureChange {
    var change = change
    let own = change.amount + 0.5
    let after = ((next ?? change.amount) + 0.5) / own
    let before = ((doubleStepBefore ?? change.amount) + 0.5) / own
    change.persistence = min(1, min(after, before))
    return change
  }

  private mutating func compare(_ before: SmallPicture, _ after: SmallPicture) -> PictureChange {
    let luma = Exposure(from: before.luma, to: after.luma).apply(to: before.luma)
    var change = PictureChange()
    (change.amount, change.share) = Self.difference(before, luma: luma, after)
    let field = motion.match(after.luma, against: luma)
    change.residual = field.residual
    change.vectors = field.vectors
    if field.stillResidual > 1 {
      let rest = residualAfterShift(
        from: luma, to: after.luma, width: BlockMotion.width, height: BlockMotion.height,
        dx: field.globalShift.dx, dy: field.globalShift.dy)
      change.independence = min(1, max(0, (rest / field.stillResidual - 0.45) / 0.2))
    }
    return change
  }

  private static func difference(
    _ before: SmallPicture, _ after: SmallPicture
  ) -> (amount: Float, share: Float) {
    let luma = Exposure(from: before.luma, to: after.luma).apply(to: before.luma)
    return difference(before, luma: luma, after)
  }

  /// The mean absolute change of all planes, and the share of pixels that change strongly.
  private static func difference(
    _ before: SmallPicture, luma: [UInt8], _ after: SmallPicture
  ) -> (amount: Float, share: Float) {
    let count = luma.count
    var changes = [UInt16](repeating: 0, count: count)
    for (a, b) in [(luma, after.luma), (before.blue, after.blue), (before.red, after.red)] {
      precondition(a.count == count && b.count == count, "planes of different sizes")
      addDistances(a, b, to: &changes)
    }
    var (sum, strong): (UInt32, UInt32) = (0, 0)
    for change in changes {
      sum &+= UInt32(change)
      strong &+= change > 24 ? 1 : 0
    }
    return (Float(sum) / Float(count), 100 * Float(strong) / Float(count))
  }

  /// Adds `|a - b|` of each pixel; one plain loop, so that it runs on vectors.
  private static func addDistances(_ a: [UInt8], _ b: [UInt8], to sums: inout [UInt16]) {
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          for i in 0..<sums.count {
            let difference =
              unsafe Int16(truncatingIfNeeded: a[i])
              &- Int16(truncatingIfNeeded: b[i])
            unsafe sums[i] &+= UInt16(bitPattern: difference < 0 ? 0 &- difference : difference)
          }
        }
      }
    }
  }
}
