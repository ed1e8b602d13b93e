import Segmentation
import Testing

@Suite struct PublishedRuleTests {
  @Test func meanIncludesTheCurrentLoss() {
    // With losses 0, x the rule is x - x / 2 > GAP: it needs x > 2 GAP on the second step.
    for (loss, cuts) in [(Float(3.9), false), (4.1, true)] {
      var rule = PublishedRule(gap: 2, minimumLength: 1)
      _ = rule.process(0)
      #expect((rule.process(loss).cut != nil) == cuts)
    }
  }
}
