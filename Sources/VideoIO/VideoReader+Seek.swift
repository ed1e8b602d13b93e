internal import CFFmpeg
public import Frames

extension VideoReader {
  /// Decodes the frame of a display index, wherever the reader stands; the next call of `next`
  /// gives the one after it.
  ///
  /// The picture is the one that sequential reading gives. The demuxer is moved to a key frame that
  /// is shown at or before the target, and decoding goes on to the exact time stamp. Should the
  /// file's index mislead, or were times made up, it is read again from its start.
  ///
  /// - Parameter table: the frames of this file, from a whole reading.
  /// - Returns: the frame, or nil where the file ends earlier than the table says.
  public mutating func seek(
    to index: Int, in table: FrameTable
  ) throws(VideoError) -> FrameTime? {
    precondition(index >= 0 && index < table.count, "frame \(index) of \(table.count)")
    if let current, current.index <= index, !seekSaves(from: current.index, to: index, in: table) {
      return try advance(to: index)
    }
    if !table.hasMadeUpTimes, let found = try jump(to: index, in: table) { return found }
    self = try VideoReader(path, options: options)
    return try advance(to: index)
  }

  /// Whether a key frame lies between here and there.
  private func seekSaves(from here: Int, to there: Int, in table: FrameTable) -> Bool {
    guard let key = table.keyFrames.last(where: { $0 <= there }) else { return false }
    return key > here + 1
  }

  /// Decodes on until a frame is reached.
  private mutating func advance(to index: Int) throws(VideoError) -> FrameTime? {
    while current.map({ $0.index < index }) ?? true {
      guard try next() != nil else { return nil }
    }
    return current
  }

  /// Moves the demuxer and decodes to the exact time stamp; nil where that did not work.
  private mutating func jump(
    to index: Int, in table: FrameTable
  ) throws(VideoError) -> FrameTime? {
    // Decoding that begins at a key frame may lack references for frames shown before it, so the
    // frames from there on must not reach back: one more key frame of run-up costs little and also
    // serves files whose key frames are only recovery points.
    let before = table.keyFrames.last { $0 <= index } ?? 0
    let wanted = table.pts[index]
    for key in [before, table.keyFrames.last { $0 < before } ?? 0] {
      let code = unsafe avformat_seek_file(
        format.pointer, stream, Int64.min, table.pts[key], table.pts[key], 0)
      guard code >= 0 else { continue }
      flush()
      var isClean = true
      var passed = 0
      while try receive() {
        passed += 1
        guard let pts = statedPTS, pts <= wanted else { break }
        if passed == 1, pts > table.pts[key] { break }
        isClean = unsafe isClean && frame.pointer.pointee.decode_error_flags == 0
        guard pts == wanted else { continue }
        // A damaged run-up may come from the jump itself; sequential reading decides.
        guard isClean else { break }
        return show(table[index], lasting: header.usualDuration)
      }
    }
    return nil
  }
}
