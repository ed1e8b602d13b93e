import Testing

@testable import SkilletServer

@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=0-99", 0..<100), ("bytes=500-", 500..<1000), ("bytes=-1", 999..<1000),
    ("bytes=-5000", 0..<1000), ("bytes=999-999", 999..<1000), ("bytes=10-99999", 10..<1000),
    ("BYTES=1-2", 1..<3), ("bytes= 1 - 2 ", 1..<3),
    ("bytes=7-99999999999999999999999999", 7..<1000),
  ])
  func oneRangeIsServedWithinTheFile(header: String, bytes: Range<Int>) {
    #expect(ByteRange(header, of: 1000) == .part(bytes))
  }

  @Test(arguments: [
    "bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999999999-",
  ])
  func bytesThatTheFileLacksCannotBeHad(header: String) {
    #expect(ByteRange(header, of: 1000) == .unsatisfiable)
  }

  @Test(arguments: [
    nil, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=2-1", "bytes=0-1,5-9", "lines=0-1",
    "bytes=--5", "bytes=0x1-2", "bytes=+1-2", "bytes=1-2-3", "bytes=١-٢",
    "bytes=" + String(repeating: "0", count: 300) + "-1",
  ])
  func whatIsNotUnderstoodAsksForTheWhole(header: String?) {
    #expect(ByteRange(header, of: 1000) == .whole)
  }

  @Test func anEmptyFileHasNoRange() {
    #expect(ByteRange("bytes=0-", of: 0) == .unsatisfiable)
    #expect(ByteRange("bytes=-5", of: 0) == .unsatisfiable)
    #expect(ByteRange(nil, of: 0) == .whole)
  }
}
