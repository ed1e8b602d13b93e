import Annotations
import Frames
import Testing

/// Decimal seconds and frames, exactly.
@Suite struct MediaTimeDecimalTests {
  @Test(
    arguments: [
      ("4.004", 1001, 250), ("0", 0, 1), ("-0.5", -1, 2), ("1e-3", 1, 1000), ("1.5E2", 150, 1),
      ("0.000000001", 1, 1_000_000_000), ("3.9706333333333332", 119_119, 30000),
      ("0.3333333333333333", 1, 3), ("7200.009483333333", 432_000_569, 60000),
      ("12.345678912", 12_345_678_912, 1_000_000_000), ("+7", 7, 1),
      ("10000.615922222221", 900_055_433, 90000),
    ] as [(String, Int64, Int32)])
  func `decimals are read exactly`(text: String, value: Int64, timescale: Int32) {
    #expect(MediaTime(decimal: text) == MediaTime(value: value, timescale: timescale), "\(text)")
  }

  @Test(arguments: [
    "", ".", "-", "1,5", "1.5s", "0x10", "nan", "inf", "1e", "1e9999", "1 ", "11111111111",
  ])
  func `what is no number of seconds is none`(text: String) {
    #expect(MediaTime(decimal: text) == nil)
  }

  @Test(arguments: [24000, 30000, 60000, 90000, 15360, 1000])
  func `the shortest text reads back as the same time, hours long`(timescale: Int32) {
    var generator = Generator(seed: Int(timescale))
    for _ in 0..<2000 {
      let ticks = Int64(generator.int(0...Int(timescale) * 20_000))
      let time = MediaTime(value: ticks, timescale: timescale)
      #expect(MediaTime(decimal: time.shortestText) == time, "\(ticks)/\(timescale)")
      #expect(MediaTime(json: time.json) == time, "\(ticks)/\(timescale)")
    }
  }

  @Test(arguments: [
    Rational(24000, 1001), Rational(30000, 1001), Rational(60000, 1001), Rational(25, 1),
    Rational(1, 2), Rational(119, 4),
  ]) func `a clock gives back every frame, from its time and from milliseconds`(rate: Rational) {
    for start in [MediaTime(value: 0, timescale: 1), MediaTime(value: 1075, timescale: 1000)] {
      let clock = FrameClock.rate(rate, start: start)
      for frame in stride(from: 0, to: 450_000, by: 977) {
        guard let time = clock.time(ofFrame: frame) else {
          Issue.record("no time of \(frame)")
          continue
        }
        #expect(clock.frame(nearest: time) == frame)
        let rounded = MediaTime(decimal: time.text(decimals: 3)) ?? time
        #expect(clock.frame(nearest: rounded) == frame)
      }
    }
  }

  @Test(
    arguments: [
      (23.976, Rational(24000, 1001)), (29.97, Rational(30000, 1001)),
      (59.94005994, Rational(60000, 1001)), (25, Rational(25, 1)), (30, Rational(30, 1)),
      (12.5, Rational(25, 2)), (0.5, Rational(1, 2)),
    ] as [(Double, Rational)]) func `a rate that somebody rounded is the exact one`(
      decimal: Double, rate: Rational
    )
  {
    #expect(Rational(framesPerSecond: decimal) == rate)
  }

  @Test func `a moment between two frames belongs to the nearer, a tie to the earlier`() {
    let clock = FrameClock.rate(Rational(10, 1))
    #expect(clock.frame(nearest: MediaTime(value: 149, timescale: 1000)) == 1)
    #expect(clock.frame(nearest: MediaTime(value: 150, timescale: 1000)) == 1)
    #expect(clock.frame(nearest: MediaTime(value: 151, timescale: 1000)) == 2)
    #expect(clock.frame(nearest: MediaTime(value: -5, timescale: 1)) == 0)
  }
}
