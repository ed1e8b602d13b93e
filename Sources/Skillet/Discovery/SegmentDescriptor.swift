internal import Annotations
internal import Features
internal import LinearAlgebra
internal import Segmentation

/// What a segment looks like, as numbers of which those of one skill are alike.
///
/// From the built-in features of the samples within the segment: the deviation of each value, its
/// mean over the first and over the last quarter, the change from the one to the other, and the mean
/// size of the motion; and the logarithm of the length. Where the picture shows the same place at
/// every skill, the change says more than the look, so it counts twice as much.
enum SegmentDescriptor {
  /// Values of a feature vector that are motion.
  private static let motion = 52..<FeatureLayout.dimensions

  /// The parts, in order; beside actions the look counts for a fifth.
  static func parts(besideActions: Bool) -> [DescriptorSpace.Part] {
    let all = FeatureLayout.dimensions
    let scale: Float = besideActions ? 0.2 : 1
    return [
      .init("deviation", count: all, weight: 0.5 * scale),
      .init("start", count: all, weight: 0.5 * scale),
      .init("end", count: all, weight: 0.5 * scale),
      .init("change", count: all, weight: scale),
      .init("motion", count: motion.count, weight: scale),
      .init("length", count: 1, weight: 0.3 * scale),
    ]
  }

  /// The values of a segment.
  ///
  /// - Parameters:
  ///   - features: feature vectors, one after another.
  ///   - rows: the vectors within the segment, at least one.
  ///   - seconds: the length of the segment.
  static func values(_ features: [Float], rows: Range<Int>, seconds: Double) -> [Float] {
    let columns = FeatureLayout.dimensions
    let quarter = max(1, rows.count / 4)
    func mean(_ range: Range<Int>) -> [Float] {
      var sums = [Double](repeating: 0, count: columns)
      for row in range {
        for column in 0..<columns { sums[column] += Double(features[row * columns + column]) }
      }
      return sums.map { Float($0 / Double(range.count)) }
    }
    let middle = mean(rows)
    var squares = [Double](repeating: 0, count: columns)
    var sizes = [Double](repeating: 0, count: motion.count)
    for row in rows {
      for column in 0..<columns {
        let step = Double(features[row * columns + column] - middle[column])
        squares[column] += step * step
      }
      for (place, column) in motion.enumerated() {
        sizes[place] += Double(features[row * columns + column].magnitude)
      }
    }
    let count = Double(rows.count)
    let start = mean(rows.lowerBound..<(rows.lowerBound + quarter))
    let end = mean((rows.upperBound - quarter)..<rows.upperBound)
    var length = [Float(max(seconds, 1e-3))]
    Elementwise.log(&length)
    return squares.map { Float(($0 / count).squareRoot()) } + start + end
      + zip(end, start).map { $0 - $1 } + sizes.map { Float($0 / count) } + length
  }
}
