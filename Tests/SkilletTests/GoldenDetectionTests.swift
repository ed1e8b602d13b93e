import Annotations
import Frames
import Segmentation
import Skillet
import Testing

/// The detector finds what its NumPy original found, measured by measured and cut by cut.
@Suite struct GoldenDetectionTests {
  static let clips = ["crafter", "metaworld", "shots"]

  /// Largest difference between two columns.
  private func distance(_ found: [Float], _ expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    return zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
  }

  @Test(arguments: clips) func measurementsAndEvidenceAgree(name: String) throws {
    let golden = try GoldenDetection(name)
    let analysis = try VideoAnalysis(golden.video)
    #expect(analysis.sampleFrames.map(Int.init) == golden.column("frame").map { Int($0) })
    let track = analysis.track
    let (scores, parts) = FusedEvidence().scores(track)
    // The original compensates exposure in single precision: where a code falls on the half, all
    // pixels of that code, some hundredths of a picture, may come out one code apart.
    let columns: [(name: String, values: [Float], tolerance: Double)] =
      [
        ("amount", track.amount, 0.05), ("share", track.share, 0.5),
        ("residual", track.residual, 0.05), ("persistence", track.persistence, 0.01),
        ("independence", track.independence, 0.03), ("unexplained", track.unexplained, 0.05),
        ("score", scores, Self.scoreTolerance),
      ] + parts.map { ($0.name, $0.values, 0.02) }
    for column in columns {
      let distance = distance(column.values, golden.column(column.name))
      #expect(distance <= column.tolerance, "\(name), \(column.name)")
    }
  }

  static let scoreTolerance = 0.05

  @Test(arguments: clips) func cutsAgreeToTheFrame(name: String) throws {
    let golden = try GoldenDetection(name)
    let result = try SegmentResult(golden.video)
    let found = result.document.segments.dropFirst()
    #expect(!golden.cuts.isEmpty)
    // A cut that hardly reaches the threshold may be missing, or be there, on either side.
    let sure = golden.cuts.filter { $0.score > 3 + Self.scoreTolerance }
    #expect(Set(sure.map(\.frame)).isSubset(of: found.map(\.start.index)))
    for segment in found {
      guard let cut = golden.cuts.first(where: { $0.frame == segment.start.index }) else {
        #expect((segment.surprise ?? 0) <= 3 + Self.scoreTolerance, "frame \(segment.start.index)")
        continue
      }
      #expect(segment.kind?.rawValue == cut.kind, "frame \(cut.frame)")
      #expect(abs((segment.surprise ?? 0) - cut.score) <= Self.scoreTolerance)
    }
  }
}
