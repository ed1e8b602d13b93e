/// A random text that opens the server to whoever holds it: 192 bits from the system's generator.
struct Secret: Sendable, Hashable {
  /// 32 characters that an address may hold as they are.
  let text: String

  /// Draws a new one.
  init() {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var generator = SystemRandomNumberGenerator()
    let letters = (0..<32).map { _ in alphabet[Int(generator.next() & 63)] }
    text = String(decoding: letters, as: UTF8.self)
  }

  /// Takes one that was stored; nil for a text that could not be one.
  init?(stored text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard text.utf8.count == 32, isPlain else { return nil }
    self.text = text
  }

  /// Whether somebody gave this text; takes the same time wherever the first difference lies.
  func matches(_ given: some StringProtocol) -> Bool {
    let (own, other) = (Array(text.utf8), Array(given.utf8.prefix(readLength)))
    guard other.count == own.count else { return false }
    var difference: UInt8 = 0
    for i in own.indices { difference |= own[i] ^ other[i] }
    return difference == 0
  }
}

/// One more than a secret has, so that a longer text is told from it without being read whole.
private let readLength = 33
