internal import LinearAlgebra
internal import Tournaments

/// The draws of one judge for one pair, which follow from the tournament's seed alone.
///
/// The first tells whether the sides are exchanged, the second in which order pairs come that are
/// equally urgent. The hash of the name is FNV-1a, the same on every machine.
func judgeDraw(_ seed: UInt64, _ number: Int64, _ judge: String) -> SplitMix64 {
  judgeDraw(seed, number, nameHash(judge))
}

/// The same, the name's hash being known.
func judgeDraw(_ seed: UInt64, _ number: Int64, _ nameHash: UInt64) -> SplitMix64 {
  SplitMix64(seed: seed ^ nameHash ^ UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15)
}

/// The hash of a judge's name.
func nameHash(_ judge: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in judge.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash
}

extension JudgedItem {
  /// A number of its own among the pairs and practice pairs of a tournament.
  var number: Int64 {
    switch self {
    case .pair(let pair): pair
    case .practice(let practice): -practice
    }
  }
}
