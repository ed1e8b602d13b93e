import Rating
import Testing

@Suite struct ComparisonTests {
  @Test func aComparisonHasNoTiesUnlessSaid() {
    #expect(Comparison(left: 0, right: 1, leftVotes: 3, rightVotes: 2).ties == 0)
  }
}
