/// Time stamps in display order, four bytes each.
///
/// Every 64th is kept whole, the others as their distance from it; the rare one that is further
/// away than 32 bits hold is kept apart.
public struct TimeStamps: Sendable, Hashable, RandomAccessCollection {
  private static let stride = 64
  private var bases: [Int64] = []
  private var distances: [UInt32] = []
  private var distant: [Int: Int64] = [:]

  init(capacity: Int) {
    bases.reserveCapacity(capacity / Self.stride + 1)
    distances.reserveCapacity(capacity)
  }

  /// The first position.
  public var startIndex: Int { 0 }
  /// The number of time stamps.
  public var endIndex: Int { distances.count }

  /// The time stamp of a frame, in ticks.
  public subscript(index: Int) -> Int64 {
    let distance = distances[index]
    if distance == .max, let whole = distant[index] { return whole }
    return bases[index / Self.stride] + Int64(distance)
  }

  mutating func append(_ pts: Int64) {
    if distances.count % Self.stride == 0 { bases.append(pts) }
    let (distance, overflow) = pts.subtractingReportingOverflow(bases[bases.count - 1])
    if !overflow, let short = UInt32(exactly: distance), short < .max {
      distances.append(short)
    } else {
      distant[distances.count] = pts
      distances.append(.max)
    }
  }
}
