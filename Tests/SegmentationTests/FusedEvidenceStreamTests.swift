import Segmentation
import Testing

@Suite struct FusedEvidenceStreamTests {
  /// A track of bursts, calm and motion at uneven times.
  private func track(seed: UInt64, count: Int) -> ChangeTrack {
    var state = seed
    func uniform() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
    var track = ChangeTrack()
    var time = 3.5
    for i in 0..<count {
      let lively: Float = i / 70 % 2 == 0 ? 1 : 12
      let isCut = i % 211 == 150
      track.append(
        time: time, amount: isCut ? 90 : lively * uniform(), share: isCut ? 95 : lively * uniform(),
        residual: isCut ? 40 : lively * uniform() / 2, persistence: 1 - uniform() * 0.1,
        independence: uniform() > 0.1 ? 1 : 0.2, unexplained: lively * uniform() / 3)
      track.turn.append(uniform())
      time += Double(1 + uniform()) / 40
    }
    return track
  }

  @Test(arguments: [(1, 1), (2, 3), (3, 40), (4, 1500), (5, 3000)] as [(UInt64, Int)])
  func aStreamEqualsTheWholeTrack(seed: UInt64, count: Int) {
    let track = track(seed: seed, count: count)
    var stream = FusedEvidenceStream()
    var told = 0
    for i in 0..<count {
      stream.append(
        time: track.times[i], amount: track.amount[i], share: track.share[i],
        residual: track.residual[i], persistence: track.persistence[i],
        independence: track.independence[i], unexplained: track.unexplained[i])
      // Turns come about half a second late, in lumps.
      if i % 7 == 0, i > 20 {
        stream.append(turns: Array(track.turn[told..<(i - 20)]))
        told = i - 20
      }
    }
    stream.append(turns: Array(track.turn[told...]))
    stream.finish()
    let whole = FusedEvidence().scores(track)
    #expect(stream.scores.score.count == count, "seed \(seed)")
    for i in 0..<count {
      let difference = abs(stream.scores.score[i] - whole.score[i])
      #expect(difference <= 2e-4 * max(1, whole.score[i]), "seed \(seed), sample \(i)")
      for (kept, exact) in zip(stream.scores.parts, whole.parts) {
        #expect(abs(kept.values[i] - exact.values[i]) <= 1e-3, "seed \(seed), \(exact.name) \(i)")
      }
    }
    let detector = ShotDetector()
    #expect(detector.choose(stream.scores.shotCandidates) == detector.shots(in: track))
    #expect(count < 1000 || !detector.shots(in: track).isEmpty)
  }

  @Test func compactSeriesKeepsThousandthsAndItsRange() {
    let series = CompactSeries([0, 0.0004, 1.2345, 63, 1e9, -3, .nan])
    #expect(abs(series[2] - 1.2345) <= 1 / 2048.0)
    #expect([series[0], series[3], series[5], series[6]] == [0, 63, 0, 0])
    #expect(series[4] > 63.9 && series[4] < 64)
  }
}
