public import LinearAlgebra

/// Draws lists of items in true order from demonstrations.
///
/// A list has one constant stride, drawn uniformly from those that fit, and a start drawn uniformly
/// (PL-Stitch's video branch): in rows, so in time, between windows; in places between segments.
public struct ListSampler: Sendable, Hashable, Codable {
  /// Items of a list, at most.
  public var items = 8
  /// Rows that an item is seen by.
  public var framesAnItem = 3
  /// Rows that a window spans; 1 for single frames.
  public var window = 5
  /// The smallest and the largest distance between the starts of windows, in rows.
  public var strides = 5...200
  /// Whether time runs backwards.
  public var isReversed = false

  /// The usual settings.
  public init() {}

  /// A list: a demonstration, and the rows of each item in true order.
  public struct List: Sendable, Hashable {
    /// The place of the demonstration.
    public var demonstration: Int
    /// The rows of each item.
    public var items: [ItemRows]
  }

  /// Whether a list of at least two items can be drawn.
  public func suits(_ demonstration: OrderedDemonstration) -> Bool {
    if let segments = demonstration.segments { return segments.count > 1 }
    return demonstration.frames.count >= window + strides.lowerBound
  }

  /// Draws lists, each from a demonstration drawn uniformly.
  ///
  /// - Precondition: all demonstrations suit.
  public func draw(
    _ count: Int, from demonstrations: [OrderedDemonstration], using generator: inout SplitMix64
  ) -> [List] {
    (0..<count).map { _ in
      let place = generator.next(below: demonstrations.count)
      let ranges = ranges(demonstrations[place], &generator)
      var items: [ItemRows] = []
      for range in ranges { items.append(rows(in: range, using: &generator)) }
      return List(demonstration: place, items: isReversed ? reverse(items) : items)
    }
  }

  /// The rows that an item is seen by when nothing is drawn: the middles of equal parts.
  public func rows(in range: Range<Int>) -> ItemRows {
    (0..<framesAnItem).map { i in
      range.lowerBound + (2 * i + 1) * range.count / (2 * framesAnItem)
    }
  }

  /// Rows drawn from equal parts of an item, one a part.
  private func rows(in range: Range<Int>, using generator: inout SplitMix64) -> ItemRows {
    (0..<framesAnItem).map { i in
      let start = i * range.count / framesAnItem
      let end = max(start + 1, (i + 1) * range.count / framesAnItem)
      return range.lowerBound + min(range.count - 1, start + generator.next(below: end - start))
    }
  }

  private func ranges(
    _ demonstration: OrderedDemonstration, _ generator: inout SplitMix64
  ) -> [Range<Int>] {
    if let segments = demonstration.segments {
      let count = min(items, segments.count)
      let stride = 1 + generator.next(below: max(1, (segments.count - 1) / (count - 1)))
      let start = generator.next(below: segments.count - stride * (count - 1))
      return (0..<count).map { segments[start + $0 * stride] }
    }
    let room = demonstration.frames.count - window
    let count = min(items, 1 + room / strides.lowerBound)
    let most = min(strides.upperBound, room / (count - 1))
    let stride = strides.lowerBound + generator.next(below: most - strides.lowerBound + 1)
    let start = generator.next(below: room - stride * (count - 1) + 1)
    return (0..<count).map { (start + $0 * stride)..<(start + $0 * stride + window) }
  }

  /// The list of the film run backwards: the last item first, its last row first.
  private func reverse(_ items: [ItemRows]) -> [ItemRows] {
    items.reversed().map { $0.reversed() }
  }
}
