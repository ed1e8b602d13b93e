import Batches
import Testing

@Suite struct SafeNameTests {
  @Test(arguments: [
    ("a", "a"), ("kitchen/a", "kitchen%2Fa"), ("..", "%2E."), (".hidden", "%2Ehidden"),
    ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"), ("a b", "a%20b"), ("a%2Fb", "a%252Fb"),
    ("täst", "täst"), ("v1.2", "v1.2"), ("a\\b:c", "a%5Cb%3Ac"),
  ])
  func `A name keeps what is plain and escapes the rest`(id: String, name: String) {
    #expect(SafeName.name(id) == name)
  }

  @Test func `Different ids have different names that stay in their folder`() {
    var generator = Seeded(state: 7)
    let pieces = ["..", "/", ".", "%", "2F", "a", "ä", "\u{301}", " ", "-", "\\", "~", "é"]
    var names: [[UInt8]: [UInt8]] = [:]
    for _ in 0..<20_000 {
      let id = (0..<Int(generator.next() % 9)).map { _ in
        pieces[Int(generator.next() % UInt64(pieces.count))]
      }.joined()
      let name = SafeName.name(id)
      #expect(!name.contains("/") && name != "." && name != ".." && !name.hasPrefix("."))
      let known = names.updateValue(Array(id.utf8), forKey: Array(name.utf8))
      #expect(known == nil || known == Array(id.utf8), "\(id)")
    }
  }

  @Test func `A long id gets a name that a file system takes, and its own`() {
    let long = String(repeating: "длинный/", count: 100)
    let (one, two) = (SafeName.name(long + "1"), SafeName.name(long + "2"))
    #expect(one != two)
    #expect(one.utf8.count <= 200)
    #expect(String(validating: Array(one.utf8), as: UTF8.self) != nil)
  }
}

/// A generator with a seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
