/// The generator of Python's `random` (MT19937; Matsumoto and Nishimura, 1998), so that folds that a
/// Python script shuffled are the same here.
public struct MersenneTwister: Sendable {
  private var state = [UInt32](repeating: 0, count: 624)
  private var place = 624

  /// Starts as `random.seed(seed)` does.
  public init(seed: UInt64) {
    var key = [UInt32(truncatingIfNeeded: seed)]
    if seed >> 32 != 0 { key.append(UInt32(seed >> 32)) }
    state[0] = 19_650_218
    for i in 1..<624 { state[i] = mixed(i - 1) &* 1_812_433_253 &+ UInt32(i) }
    var (i, j) = (1, 0)
    for _ in 0..<max(624, key.count) {
      state[i] = (state[i] ^ (mixed(i - 1) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      (i, j) = (i + 1, (j + 1) % key.count)
      if i == 624 { (state[0], i) = (state[623], 1) }
    }
    for _ in 0..<623 {
      state[i] = (state[i] ^ (mixed(i - 1) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i == 624 { (state[0], i) = (state[623], 1) }
    }
    state[0] = 0x8000_0000
  }

  private func mixed(_ index: Int) -> UInt32 { state[index] ^ (state[index] >> 30) }

  /// The next 32 bits.
  public mutating func next() -> UInt32 {
    if place == 624 {
      for i in 0..<624 {
        let bits = state[i] & 0x8000_0000 | state[(i + 1) % 624] & 0x7FFF_FFFF
        state[i] = state[(i + 397) % 624] ^ bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
      }
      place = 0
    }
    var bits = state[place]
    place += 1
    bits ^= bits >> 11
    bits ^= bits << 7 & 0x9D2C_5680
    bits ^= bits << 15 & 0xEFC6_0000
    return bits ^ bits >> 18
  }

  /// Reorders a list as `random.shuffle` does.
  public mutating func shuffle<Element>(_ list: inout [Element]) {
    for i in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(i, below(i + 1)) }
  }

  /// As `random._randbelow`: the upper bits of a number, drawn again until it is below the bound.
  private mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0 && bound <= Int(UInt32.max), "no list is that long")
    let bits = UInt32(UInt32.bitWidth - UInt32(bound).leadingZeroBitCount)
    while true {
      let number = Int(next() >> (32 - bits))
      if number < bound { return number }
    }
  }
}
