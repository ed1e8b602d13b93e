import Annotations
import Frames
import Testing

@Suite struct TimeExpressionTests {
  @Test(arguments: [
    ("2.5s", 2.5), ("0.15s", 0.15), ("500ms", 0.5), ("2m", 120), ("1h", 3600), ("0s", 0),
    ("00:01:02.500", 62.5), ("01:02.5", 62.5), ("100:00:00", 360000), ("0:59", 59), ("1s", 1),
  ]) func `a time is so many seconds`(text: String, seconds: Double) throws {
    let time = try TimeExpression(text)
    #expect(time.seconds(frameRate: nil) == seconds)
    #expect(try TimeExpression(time.description) == time)
  }

  @Test func `a bare number is frames and needs a rate to be seconds`() throws {
    let time = try TimeExpression("120")
    #expect(time == .frames(120))
    #expect(time.seconds(frameRate: nil) == nil)
    #expect(time.seconds(frameRate: 0) == nil)
    #expect(time.seconds(frameRate: 24) == 5)
    #expect(try TimeExpression("0.5s").frames(frameRate: 30) == 15)
  }

  @Test(arguments: [
    "", " ", "s", "2.5", "-1", "-2s", "1e3s", "+5", "5 s", "5S", "1:2:3:4", "00:60:00", "00:00:60",
    "1:", ":1", "1.5:00", "inf", "nans", "٣", "0x10", ".5s", "5.s", "1..2s", "99999999999",
    "99999999999h", "--5", "12f",
  ]) func `anything else is refused`(text: String) {
    let error = #expect(throws: TimeExpression.Failure.self) { try TimeExpression(text) }
    #expect(error?.description.contains("\"\(text)\"") == true)
  }
}
