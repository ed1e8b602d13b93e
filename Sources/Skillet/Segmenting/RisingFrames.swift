/// Rising frame indices while they are collected, a byte each.
///
/// Kept as the distance from the one before; the rare one that is 255 frames or more away is kept
/// apart.
struct RisingFrames {
  private var steps: [UInt8] = []
  private var distant: [Int: Int32] = [:]
  private var last: Int32 = 0

  init(capacity: Int) { steps.reserveCapacity(capacity) }

  mutating func append(_ frame: Int32) {
    precondition(frame >= last, "frame \(frame) follows frame \(last)")
    let step = UInt8(clamping: frame - last)
    if step == .max { distant[steps.count] = frame }
    steps.append(step)
    last = frame
  }

  /// The frame indices.
  var frames: [Int32] {
    var frame: Int32 = 0
    return steps.indices.map { i in
      frame = steps[i] == .max ? distant[i] ?? frame : frame + Int32(steps[i])
      return frame
    }
  }
}
