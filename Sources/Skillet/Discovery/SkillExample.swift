internal import Annotations
internal import Frames

/// A segment that stands for its skill on the page.
struct SkillExample {
  let video: Int
  let segment: Segment
  let distance: Double
  var stills: [Still] = []

  init(video: Int, segment: Segment, distance: Double) {
    (self.video, self.segment, self.distance) = (video, segment, distance)
  }

  /// The first and the last frame: what a skill changes is seen between them.
  var frames: [Int] {
    let (first, last) = (segment.start.index, segment.end.index - 1)
    return last > first ? [first, last] : [first]
  }
}
