import Annotations
import Foundation
import Frames
import Skillet
import Testing
import VideoIO

/// Documents cut again from their stored signals.
@Suite struct RecutTests {
  private static func settings(_ change: (inout SegmentSettings) -> Void) -> SegmentSettings {
    var settings = SegmentSettings()
    change(&settings)
    return settings
  }

  /// Ways to cut, each with its name for messages.
  private static let ways: [(name: String, settings: SegmentSettings)] = [
    ("defaults", SegmentSettings()),
    ("fine", settings { $0.sensitivity = .fine }),
    ("two", settings { $0.count = 2 }),
    ("nine of ten", settings { $0.threshold = .percent(90) }),
    ("published rule", settings { $0.threshold = .nats(1) }),
    ("change", settings { $0.predictor = .change }),
    ("three changes", settings { ($0.predictor, $0.count) = (.change, 3) }),
    ("on-line", settings { $0.predictor = .onlinePredictor }),
    ("short ones", settings { $0.maxLength = .time(MediaTime(seconds: 0.8)) }),
    ("long ones", settings { $0.minLength = .time(MediaTime(seconds: 2)) }),
  ]

  @Test(arguments: ways.indices)
  func `at its own setting a document's own boundaries come back`(way: Int) async throws {
    let (name, settings) = Self.ways[way]
    let clip = try ReviewClip(ReviewClip.scenes(), settings: settings)
    let (folder, id) = try await clip.opened()
    let found = try await folder.recut(id, .sensitivity(50))
    #expect(found.boundaries == clip.boundaries, "\(name)")
    #expect(found.added.isEmpty && found.removed.isEmpty, "\(name)")
    #expect(found.kept == clip.boundaries.count, "\(name)")
  }

  @Test(arguments: [1, 2, 2.5, 3, 4, 8])
  func `at another threshold they are those of a fresh cut`(sigmas: Double) async throws {
    let video = try ReviewClip.scenes()
    let (folder, id) = try await ReviewClip(video).opened()
    let fresh = try SegmentResult(
      video, settings: Self.settings { $0.threshold = .sigma(sigmas) })
    let found = try await folder.recut(id, .threshold(sigmas))
    #expect(found.boundaries == fresh.document.segments.dropFirst().map(\.start.index))
  }

  @Test func `more sensitivity takes lower thresholds`() async throws {
    let (folder, id) = try await ReviewClip(ReviewClip.scenes()).opened()
    var last = Double.infinity
    for sensitivity in stride(from: 0.0, through: 100, by: 10) {
      let found = try await folder.recut(id, .sensitivity(sensitivity))
      #expect(found.threshold < last)
      last = found.threshold
    }
    await #expect(throws: ReviewProblem.self) { try await folder.recut(id, .sensitivity(101)) }
  }

  @Test func `boundaries that events put there stay`() async throws {
    let clip = try ReviewClip(ReviewClip.scenes())
    // What a cut by an event leaves: a boundary that the scores do not tell, marked in the signal.
    var document = clip.document
    let frame = 20
    let cut = clip.result.frames[frame]
    var second = document.segments[0]
    (document.segments[0].end, second.start) = (cut, cut)
    (second.kind, second.surprise, second.confidence) = (.skill, 0.1, 0.5)
    document.segments.insert(second, at: 1)
    for index in document.segments.indices { document.segments[index].index = index }
    try Data(document.text().utf8).write(to: URL(fileURLWithPath: clip.path("segments.json")))
    let (folder, id) = try await clip.opened()
    for sensitivity in [20.0, 50, 80] {
      #expect(try await folder.recut(id, .sensitivity(sensitivity)).boundaries.contains(frame))
    }
  }
}
