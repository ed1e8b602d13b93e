internal import Features
internal import Frames
internal import LinearAlgebra
internal import VideoIO

/// The feature vector of each row: its picture, and how it moved since the row before.
///
/// A row is known with the next one, for only then is a flash told from a change that lasts.
struct FeatureRows {
  private var meter = PictureChangeMeter()
  private var picture = SmallPicture(
    width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)
  /// The row whose change is still to be known.
  private var pending: (picture: SmallPicture, time: Double, elapsed: Double)?
  private var values: [Float] = []

  mutating func look(at reader: inout VideoReader) throws(VideoError) {
    try reader.average(into: &picture)
  }

  mutating func append(at time: Double) {
    let change = meter.process(picture)
    take(change)
    pending = (picture, time, pending.map { time - $0.time } ?? 1 / 30)
  }

  /// The vectors of all rows.
  mutating func finish() -> Matrix {
    let change = meter.finish()
    take(change)
    let columns = FeatureLayout.dimensions
    return Matrix(rows: values.count / columns, columns: columns, values: values)
  }

  private mutating func take(_ change: PictureChange?) {
    guard let pending, let change else { return }
    values += FeatureLayout.vector(pending.picture, change, elapsed: pending.elapsed)
  }
}
