import Annotations
import Foundation
import Frames
import Skillet
import Testing
import VideoIO

@Suite struct ReviewFolderTests {
  private func split(_ frame: Int) -> JSONValue {
    .object([
      JSONMember("kind", .string("split")), JSONMember("level", .integer(0)),
      JSONMember("at", .integer(Int64(frame))),
    ])
  }

  private func starts(_ view: ReviewView) -> [Int] {
    view.levels[0].segments.map(\.segment.start.index)
  }

  @Test(arguments: ["null", "select='mod(n,5)-3'", "setpts=PTS+3/TB"])
  func `new boundaries have the time stamps of their frames`(filter: String) async throws {
    // Every fifth frame missing; a start at three seconds; frames twice as dense as samples.
    for rate in [25, 60] {
      let video = try ReviewClip.scenes(rate: rate, filter, "-fps_mode vfr -bf 2")
      let clip = try ReviewClip(video)
      let (folder, id) = try await clip.opened()
      for frame in [7, 8, 31, 32] {
        let revision = try await folder.revision(id).revision
        _ = try await folder.edit(
          id, [split(frame)], base: revision, by: "Ann", overOthers: false)
      }
      let text = try String(contentsOfFile: clip.path("segments.reviewed.json"), encoding: .utf8)
      let reviewed = try SegmentsDocument(text: text, file: "segments.reviewed.json")
      for segment in reviewed.segments {
        #expect(segment.start == clip.result.frames[segment.start.index], "\(filter), \(rate)")
      }
      #expect(reviewed.segments.contains { $0.start.index == 31 })
      let times = try await folder.times(id)
      #expect(times.isExact)
      #expect(times.stamps.dropLast().elementsEqual(clip.result.frames.pts))
    }
  }

  @Test func `times come from the video where no signal is stored`() async throws {
    let clip = try ReviewClip(ReviewClip.scenes(rate: 60, "select='mod(n,7)'", "-fps_mode vfr"))
    try FileManager.default.removeItem(atPath: clip.path("signal.csv"))
    let (folder, id) = try await clip.opened()
    let times = try await folder.times(id)
    #expect(times.isExact && times.stamps.dropLast().elementsEqual(clip.result.frames.pts))
    #expect(times.keyFrames == clip.result.frames.keyFrames)
    await #expect(throws: ReviewProblem.self) { try await folder.recut(id, .sensitivity(50)) }
  }

  @Test func `edits, undo and redo are there after a restart`() async throws {
    let clip = try ReviewClip(ReviewClip.scenes())
    let machine = try Data(contentsOf: URL(fileURLWithPath: clip.path("segments.json")))
    let first = try await clip.opened()
    let saved = try await first.0.edit(
      first.1, [split(5)], base: 0, by: "Ann", overOthers: false)
    let second = try await clip.opened()
    #expect(starts(try await second.0.view(second.1, for: "Ann")) == starts(saved.view))
    let undone = try await second.0.undo(second.1, by: "Ann")
    #expect(starts(undone.view) == [0] + clip.boundaries)
    let third = try await clip.opened()
    #expect(try await third.0.view(third.1, for: "Ann").canRedo)
    #expect(try await third.0.view(third.1, for: "Ben").canRedo == false)
    let redone = try await third.0.redo(third.1, by: "Ann")
    #expect(starts(redone.view) == starts(saved.view))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: clip.path("segments.json"))) == machine)
  }

  @Test func `two folders opened on the same documents see each other's edits`() async throws {
    let clip = try ReviewClip(ReviewClip.scenes())
    let (ann, id) = try await clip.opened()
    let (ben, _) = try await clip.opened()
    _ = try await ben.view(id, for: "Ben")
    _ = try await ann.edit(id, [split(5)], base: 0, by: "Ann", overOthers: false)
    let merged = try await ben.edit(id, [split(60)], base: 0, by: "Ben", overOthers: false)
    #expect(merged.isMerged && merged.revision == 2)
    #expect(starts(merged.view) == ([0, 5, 60] + clip.boundaries).sorted())
    #expect(starts(try await ann.view(id, for: "Ann")) == starts(merged.view))
  }

  @Test func `a document of a newer version and a damaged one are shown with what is wrong`()
    async throws
  {
    let clip = try ReviewClip(ReviewClip.scenes())
    let text = try String(contentsOfFile: clip.path("segments.json"), encoding: .utf8)
    for (content, state) in [
      (text.replacing("skillet.segments/1", with: "skillet.segments/2"), ReviewVideo.State.newer),
      (String(text.prefix(300)), .unreadable), ("", .unreadable),
    ] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: clip.path("segments.json")))
      let (folder, id) = try await clip.opened()
      let view = try await folder.view(id, for: "Ann")
      #expect(view.video.state == state)
      #expect(view.video.note?.isEmpty == false && view.isReadOnly && view.levels.isEmpty)
      await #expect(throws: ReviewProblem.self) {
        try await folder.edit(id, [split(5)], base: 0, by: "Ann", overOthers: false)
      }
    }
  }

  @Test func `a folder without documents is refused`() throws {
    let empty = MadeClip.folder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    #expect(throws: SkilletError.self) { try ReviewFolder(empty.path) }
  }

  @Test func `every format of one video is written, with what it cannot hold`() async throws {
    let (folder, id) = try await ReviewClip(ReviewClip.scenes()).opened()
    _ = try await folder.edit(
      id, [.object([JSONMember("kind", .string("level-add")), JSONMember("name", .string("x"))])],
      base: 0, by: "Ann", overOthers: false)
    #expect(ReviewFolder.exportFormats.count > 10)
    for format in ReviewFolder.exportFormats {
      let file = try await folder.export(id, as: format.name)
      #expect(!file.bytes.isEmpty && file.fileName.hasSuffix(format.fileExtension), "\(format)")
    }
    let scenes = try await folder.export(id, as: "csv")
    #expect(scenes.losses.contains { $0.contains("tiers") })
    await #expect(throws: ReviewProblem.self) { try await folder.export(id, as: "exe") }
  }

  @Test func `a document agrees with itself, and with another as far as both agree`() async throws {
    let clip = try ReviewClip(ReviewClip.scenes())
    let (folder, id) = try await clip.opened()
    let same = try await folder.compare(id, with: "machine", tolerance: 0)
    #expect(same.f1 == 1 && same.segmentalF1 == 1)
    #expect(same.matched.map(\.mine) == clip.boundaries)
    _ = try await folder.edit(id, [split(10)], base: 0, by: "Ann", overOthers: false)
    let other = try await folder.compare(id, with: "machine", tolerance: 0)
    #expect(other.recall == 1 && other.precision < 1 && other.meanDistance == 0)
  }
}
