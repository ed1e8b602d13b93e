import Testing

@testable import SkilletServer

@Suite struct RateLimiterTests {
  @Test func aBurstIsAllowedAndThenTheRate() {
    let limiter = RateLimiter(.init(perSecond: 10, burst: 5))
    #expect((0..<8).map { _ in limiter.allows("Ann", at: 1) }.filter { $0 }.count == 5)
    #expect(limiter.allows("Ann", at: 1.1))
    #expect(!limiter.allows("Ann", at: 1.15))
    #expect((0..<8).map { _ in limiter.allows("Ann", at: 100) }.filter { $0 }.count == 5)
  }

  @Test func oneDoesNotSpendWhatAnotherHas() {
    let limiter = RateLimiter(.init(perSecond: 1, burst: 1))
    #expect(limiter.allows("Ann", at: 0))
    #expect(limiter.allows("Ben", at: 0))
    #expect(!limiter.allows("Ann", at: 0))
  }

  @Test func aClockThatGoesBackGivesNothing() {
    let limiter = RateLimiter(.init(perSecond: 1, burst: 1))
    #expect(limiter.allows("Ann", at: 10))
    #expect(!limiter.allows("Ann", at: 5))
    #expect(!limiter.allows("Ann", at: 10.5))
    #expect(limiter.allows("Ann", at: 11))
  }

  @Test func itRemembersOnlySoMany() {
    let limiter = RateLimiter(.init(perSecond: 0.001, burst: 2), capacity: 100)
    for i in 0..<10_000 { _ = limiter.allows("\(i)", at: Double(i) * 0.001) }
    #expect(limiter.count <= 100)
  }
}
