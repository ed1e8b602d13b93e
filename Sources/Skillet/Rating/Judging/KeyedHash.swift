/// SipHash-2-4 of Aumasson and Bernstein (2012): 64 bits that nobody can foretell without the key.
struct KeyedHash {
  private let low: UInt64
  private let high: UInt64

  /// Takes a key of 16 bytes; further bytes are passed over, missing ones are zero.
  init(key: [UInt8]) {
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    (low, high) = (word(key.prefix(8)), word(key.dropFirst(8).prefix(8)))
  }

  /// The hash of some bytes.
  func hash(_ bytes: [UInt8]) -> UInt64 {
    var state = SipState(low, high)
    var start = 0
    while start + 8 <= bytes.count {
      state.take((0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) })
      start += 8
    }
    var last = UInt64(bytes.count & 0xFF) << 56
    for place in start..<bytes.count { last |= UInt64(bytes[place]) << (8 * UInt64(place - start)) }
    state.take(last)
    return state.finish()
  }
}

private struct SipState {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  init(_ low: UInt64, _ high: UInt64) {
    v0 = low ^ 0x736F_6D65_7073_6575
    v1 = high ^ 0x646F_7261_6E64_6F6D
    v2 = low ^ 0x6C79_6765_6E65_7261
    v3 = high ^ 0x7465_6462_7974_6573
  }

  mutating func take(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func round() {
    func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
    v0 &+= v1
    v1 = turned(v1, 13) ^ v0
    v0 = turned(v0, 32)
    v2 &+= v3
    v3 = turned(v3, 16) ^ v2
    v0 &+= v3
    v3 = turned(v3, 21) ^ v0
    v2 &+= v1
    v1 = turned(v1, 17) ^ v2
    v2 = turned(v2, 32)
  }
}
