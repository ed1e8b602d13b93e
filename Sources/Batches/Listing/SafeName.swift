/// File names made of ids: any two ids give two names, and no name leaves its folder.
///
/// Letters, digits, `-`, `_` and whatever is not ASCII stay; a dot stays except at the start. Every
/// other byte becomes `%XX`, so that `kitchen/a` is `kitchen%2Fa`. Of a name of over 180 bytes the
/// first 150 are kept and the 64-bit hash of the whole is put behind them.
public enum SafeName {
  /// The name of an id.
  public static func name(_ id: String) -> String {
    var bytes: [UInt8] = []
    for (place, byte) in id.utf8.enumerated() {
      if isPlain(byte) || byte == UInt8(ascii: "."), !(place == 0 && !isPlain(byte)) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    guard bytes.count > 180 else { return String(decoding: bytes, as: UTF8.self) }
    var end = 150
    // A character or an escape is not cut in two.
    while end > 140, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    while end > 140, bytes[end - 1] == UInt8(ascii: "%") || bytes[end - 2] == UInt8(ascii: "%") {
      end -= 1
    }
    return String(decoding: bytes[..<end], as: UTF8.self) + "%"
      + StableHash.hexadecimal(StableHash.value(id))
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

/// A hash that is the same on every machine and in every version: FNV-1a of 64 bits, mixed at the
/// end as MurmurHash3 does, so that its remainders are even.
public enum StableHash {
  /// The hash of the UTF-8 bytes of a text.
  public static func value(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }

  /// Sixteen digits.
  public static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
