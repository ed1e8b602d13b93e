import Annotations
import Testing

@testable import Skillet

@Suite struct ReportPartsTests {
  @Test(arguments: [0, 1, 1234, 9999])
  func downsamplingKeepsTheHighestPoint(position: Int) {
    var signal = (0..<10_000).map { index in
      SignalPoint(
        frame: index, seconds: Double(index), surprise: Double(index * 7919 % 1000) / 1000,
        threshold: 2)
    }
    signal[position].surprise = 42
    let thinned = signal.downsampled(to: 2000)
    #expect(thinned.count <= 2000)
    #expect(thinned.contains(signal[position]))
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.frame < $1.frame })
  }

  @Test func aShortSignalIsLeftAsItIs() {
    let signal = SampleReport.signal(SampleReport.document(cuts: [30], frames: 600))
    #expect(signal.downsampled(to: 2000).count == signal.count)
  }

  @Test func aGapStaysAGap() {
    let signal = (0..<3000).map { index in
      SignalPoint(
        frame: index, seconds: Double(index), surprise: index / 1000 == 1 ? .nan : 1,
        threshold: nil)
    }
    let axis = TimeAxis(start: 0, end: 3000)
    let curve = SurpriseCurve(signal, on: axis)
    #expect(curve?.line.count { $0 == "M" } == 2)
  }

  @Test func aToweringPeakIsMarkedAndDoesNotFlattenTheRest() throws {
    var signal = SampleReport.signal(SampleReport.document(cuts: [300], frames: 1800))
    signal[200].surprise = 500
    let curve = try #require(SurpriseCurve(signal, on: TimeAxis(start: 0, end: 60)))
    #expect(curve.peaks.count == 1)
    #expect(curve.summary.contains("highest surprise 500.00 at 00:00:40.000"))
  }

  @Test(arguments: [0.4, 1, 7, 59, 61, 600, 3599, 3600, 7 * 3600, 40 * 3600] as [Double])
  func ticksAreFewAndRound(length: Double) {
    let ticks = TimeAxis(start: 0, end: length).ticks
    #expect((2...12).contains(ticks.count), "\(ticks.count) ticks over \(length) s")
    #expect((1...5).contains(ticks.count { $0.rank == "major" }))
    #expect(Set(ticks.map(\.label)).count == ticks.count)
  }

  @Test func neighboursNeverShareAColourAndASkillKeepsItsOwn() {
    var document = SampleReport.document(cuts: (1..<300).map { $0 * 10 }, frames: 3000)
    let alone = SegmentColors.assign(document.segments)
    #expect(zip(alone, alone.dropFirst()).allSatisfy { $0 != $1 })
    for index in document.segments.indices { document.segments[index].skill = index * 7 % 6 }
    let shared = SegmentColors.assign(document.segments)
    #expect(zip(shared, shared.dropFirst()).allSatisfy { $0 != $1 })
    #expect(Set(shared).count == 6)
  }

  @Test(arguments: [
    (0, "00:00:00.000"), (7.0667, "00:00:07.067"), (59.9996, "00:01:00.000"),
    (3723.5, "01:02:03.500"), (-0.04, "−00:00:00.040"), (360_000, "100:00:00.000"),
  ])
  func momentsAreWrittenToTheMillisecond(seconds: Double, text: String) {
    #expect(ReportNotation.clock(seconds) == text)
  }

  @Test(arguments: [
    (5.1, 2, "5.10"), (-0.001, 2, "0.00"), (-2.5, 1, "−2.5"), (.nan, 2, "–"), (12, 0, "12"),
  ])
  func numbersHaveTheirDecimals(value: Double, digits: Int, text: String) {
    #expect(ReportNotation.fixed(value, digits) == text)
  }

  @Test(arguments: [(1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (100, [0, 50, 99])])
  func aSegmentHasItsFirstMiddleAndLastFrame(length: Int, frames: [Int]) {
    let document = SampleReport.document(cuts: [], frames: length)
    #expect(Still.frames(of: document.segments[0]) == frames)
  }

  @Test func stillsBeyondTheBudgetAreLeftOutAndThatIsSaid() {
    let document = SampleReport.document(cuts: (1..<100).map { $0 * 10 }, frames: 1000)
    let all = SampleReport.stills(document) { _ in Array(repeating: 0xFF, count: 100) }
    #expect(StillSelection(all, budget: 30_000).note.isEmpty)
    let firsts = StillSelection(all, budget: 10_000)
    #expect(firsts.stills.allSatisfy { $0.count == 1 })
    #expect(firsts.note.contains("first frame of each segment is shown: 100 of 300"))
    let some = StillSelection(all, budget: 2_500)
    #expect(some.stills.joined().count == 25)
    #expect(some.note.contains("one segment in 4 is shown: 25 of 300"))
  }
}
