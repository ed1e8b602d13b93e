/// A set of steps, small enough to be a key: two machine words hold the first 128 steps.
struct StepSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var rest: [UInt64] = []

  init() {}

  mutating func insert(_ step: Int) {
    let bit: UInt64 = 1 << UInt64(step & 63)
    switch step >> 6 {
    case 0: low |= bit
    case 1: high |= bit
    case let word:
      while rest.count <= word - 2 { rest.append(0) }
      rest[word - 2] |= bit
    }
  }

  func contains(_ step: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(step & 63)
    switch step >> 6 {
    case 0: return low & bit != 0
    case 1: return high & bit != 0
    case let word: return word - 2 < rest.count && rest[word - 2] & bit != 0
    }
  }
}
