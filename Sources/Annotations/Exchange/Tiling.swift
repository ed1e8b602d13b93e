internal import Frames

/// One stretch of a video that is covered without overlap.
struct Tile: Sendable, Hashable {
  /// The frames; never empty.
  var frames: Range<Int>
  /// The position in its tier of the span that is shown; nil where there is none.
  var position: Int?
}

extension AnnotatedVideo {
  /// The spans of a tier as tiles from frame 0 to the end of the video, for formats that say one
  /// thing a frame: of spans that overlap the one that started last is shown, a gap is a tile of its
  /// own, spans without a frame are left out.
  ///
  /// Cost: O(n log n) in the number of spans.
  func tiles(of tier: AnnotationTier, format: String) throws(AnnotationError) -> [Tile] {
    var ranges: [Range<Int>] = []
    for span in tier.spans { ranges.append(try frames(of: span, format: format)) }
    let last = ranges.map(\.upperBound).max() ?? 0
    let bounds = Set(
      ranges.flatMap { [$0.lowerBound, $0.upperBound] } + [0, max(last, frames ?? 0)]
    )
    .sorted()
    let order = ranges.indices.filter { !ranges[$0].isEmpty }.sorted {
      (ranges[$0].lowerBound, $0) < (ranges[$1].lowerBound, $1)
    }
    var tiles: [Tile] = []
    var (open, next) = ([Int](), 0)
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      while next < order.count, ranges[order[next]].lowerBound <= start {
        open.append(order[next])
        next += 1
      }
      // The last to start stands last; those that ended below it are dropped when they surface.
      while let top = open.last, ranges[top].upperBound <= start { open.removeLast() }
      let position = open.last
      if let last = tiles.last, last.position == position {
        tiles[tiles.count - 1].frames = last.frames.lowerBound..<end
      } else {
        tiles.append(Tile(frames: start..<end, position: position))
      }
    }
    return tiles
  }
}
