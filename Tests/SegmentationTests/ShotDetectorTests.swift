import Testing

@testable import Segmentation

@Suite struct ShotDetectorTests {
  @Test(arguments: Sampling.allCases) func aCutIsFoundAtItsSample(sampling: Sampling) {
    var track = ChangeTrack.still(at: sampling.times)
    let at = track.sample(at: 4)
    track.cut(at: at)
    #expect(ShotDetector().shots(in: track) == [at])
  }

  @Test func aStretchOfStrongChangeIsNoCut() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    for i in 100..<130 { track.cut(at: i) }
    #expect(ShotDetector().shots(in: track) == [])
  }

  @Test func everyPartOfTheEvidenceIsNeeded() {
    for path in [\ChangeTrack.amount, \.share, \.residual] {
      var track = ChangeTrack.still(at: Sampling.video.times)
      track.cut(at: 100)
      track[keyPath: path][100] = 11
      #expect(ShotDetector().shots(in: track) == [], "\(path)")
    }
  }

  @Test func aFlashIsNoCut() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    track.cut(at: 100)
    track.cut(at: 101)
    (track.persistence[100], track.persistence[101]) = (0.01, 0.01)
    #expect(ShotDetector().shots(in: track) == [])
  }

  @Test func ofCutsWithinHalfASecondTheSharpestStays() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    track.cut(at: 100, residual: 40)
    track.cut(at: 110, residual: 80)
    track.cut(at: 125, residual: 50)
    #expect(ShotDetector().shots(in: track) == [110, 125])
  }

  @Test func equalCutsAreTakenFromTheFirstOn() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    for i in [100, 110, 120] { track.cut(at: i) }
    #expect(ShotDetector().shots(in: track) == [100, 120])
  }

  @Test func theFirstAndLastTwoSamplesAreNoCuts() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    for i in [1, track.count - 2] { track.cut(at: i) }
    #expect(ShotDetector().shots(in: track) == [])
  }
}
