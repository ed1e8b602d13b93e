internal import CFFmpeg
public import Frames

extension VideoReader {
  /// Averages the frame shown last into the cells of a small picture, as it is shown.
  ///
  /// - Throws: `VideoError` where the picture's layout cannot be read.
  public mutating func average(into picture: inout SmallPicture) throws(VideoError) {
    precondition(hasPicture, "no frame is at hand: none was read yet, or the last read hit the end")
    do throws(FFmpegStepFailure) {
      try unsafe converter.average(frame.pointer, orientation: header.orientation, into: &picture)
    } catch {
      throw located(error)
    }
  }

  /// The frame shown last as a JPEG, turned and with square pixels, at most `longestSide` pixels.
  public mutating func jpeg(longestSide: Int, quality: Int = 5) throws(VideoError) -> [UInt8] {
    precondition(hasPicture, "no frame is at hand: none was read yet, or the last read hit the end")
    do throws(FFmpegStepFailure) {
      return try unsafe StillPicture.jpeg(
        frame.pointer, header: header, longestSide: longestSide, quality: quality)
    } catch {
      throw located(error)
    }
  }

  private func located(_ failure: FFmpegStepFailure) -> VideoError {
    VideoError(
      .badData, path: path, step: failure.step, reason: FFmpegCode(failure.code).text,
      advice: "convert the file to a common pixel format", code: failure.code)
  }
}
