import Skillet
import Testing

@Suite struct AnnotateProgressTests {
  private func line(_ done: Int, _ failed: Int, of videos: Int, _ seconds: Double) -> String {
    var progress = AnnotateProgress()
    (progress.videos, progress.done, progress.failed) = (videos, done, failed)
    (progress.frames, progress.seconds) = (231_000, seconds)
    return progress.line
  }

  @Test func `The line says how far the run is, how fast and how long it still takes`() {
    #expect(
      line(117, 3, of: 20_000, 100)
        == "annotating [........................] 120/20,000 videos, 3 failed, 2,310 frames/s, "
        + "4 h 36 min left")
    #expect(
      line(9, 0, of: 12, 60).hasSuffix(
        "[##################......] 9/12 videos, 0 failed, 3,850 frames/s, 20 s left"))
  }

  @Test func `Before the first video nothing is said of the time left, and no list is a full bar`()
  {
    #expect(!line(0, 0, of: 5, 1).contains("left"))
    #expect(line(0, 0, of: 0, 1).contains("[########################] 0/0"))
  }
}
