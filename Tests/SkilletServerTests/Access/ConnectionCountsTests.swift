import Testing

@testable import SkilletServer

@Suite struct ConnectionCountsTests {
  @Test func oneAddressCannotTakeAll() {
    let counts = ConnectionCounts(most: 10, mostEach: 4)
    #expect((0..<6).map { _ in counts.open("a") } == [true, true, true, true, false, false])
    #expect(counts.open("b"))
    counts.close("a")
    #expect(counts.open("a"))
    #expect(!counts.open("a"))
  }

  @Test func thereIsALimitForAllOfThem() {
    let counts = ConnectionCounts(most: 5, mostEach: 2)
    #expect((0..<8).map { counts.open("\($0)") }.filter { $0 }.count == 5)
    counts.close("0")
    #expect(counts.open("z"))
  }
}
