import Testing

@testable import SkilletServer

@Suite struct RecentValuesTests {
  @Test func whatWasNotUsedForLongestGoesFirst() {
    var values = RecentValues<String, Int>(room: 3)
    for (number, key) in ["a", "b", "c"].enumerated() { values.keep(number, under: key, size: 1) }
    #expect(values.value("a") == 0)
    values.keep(3, under: "d", size: 1)
    #expect(values.value("b") == nil)
    #expect(values.value("a") == 0)
    #expect(values.value("d") == 3)
    #expect(values.size == 3)
  }

  @Test func sizesCountAndNotNumbers() {
    var values = RecentValues<Int, String>(room: 10)
    values.keep("x", under: 1, size: 6)
    values.keep("y", under: 2, size: 4)
    values.keep("z", under: 3, size: 5)
    #expect(values.value(1) == nil)
    #expect(values.size == 9)
    values.keep("too large", under: 4, size: 11)
    #expect(values.value(4) == nil)
    #expect(values.size == 9)
  }

  @Test func aKeyKeptAgainCountsOnce() {
    var values = RecentValues<Int, Int>(room: 10)
    for size in 1...10 { values.keep(size, under: 1, size: size) }
    #expect(values.size == 10)
    values.remove(1)
    #expect(values.size == 0 && values.value(1) == nil)
  }
}
