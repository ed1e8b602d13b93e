internal import CFFmpeg
public import Frames

extension VideoReader {
  /// Decodes the frame of a display index, wherever the reader stands; the next call of `next`
  /// gives the one after it.
  ///
  /// The picture is the one that sequential reading gives. The demuxer is moved to a key frame that
  /// is shown at or before the target, and decoding goes on to the exact time stamp; every frame on
  /// the way must be the one that the table promises. Should the file's index mislead, or were times
  /// made up, it is read again from its start.
  ///
  /// - Parameter table: the frames of this file, from a whole reading.
  /// - Returns: the frame, or nil where the file ends earlier than the table says.
  /// - Complexity: decodes the frames from the key frame before on, at most those of two groups.
  public mutating func seek(
    to index: Int, in table: FrameTable
  ) throws(VideoError) -> FrameTime? {
    precondition(index >= 0 && index < table.count, "frame \(index) of \(table.count)")
    let key = table.keyFrame(atOrBefore: index)
    if let here = current?.index, here < index || here == index && hasPicture, key <= here + 1,
      let found = try advance(to: index)
    {
      return found
    }
    // Of old codecs a damaged header or table outlives key frames.
    let mayJump = header.marksKeyFrames && (!table.hasDamage || header.resetsAtKeyFrames)
    if mayJump, !table.hasMadeUpTimes, index < table.untimedFrom {
      if let found = try jump(to: index, in: table) { return found }
      if isInDoubt {
        try startOver(isCareful: true)
        if let found = try jump(to: index, in: table) { return found }
      }
    }
    try startOver(isCareful: isCareful)
    return try advance(to: index)
  }

  /// Moves the demuxer and decodes to the exact time stamp; nil where that did not work.
  private mutating func jump(
    to index: Int, in table: FrameTable
  ) throws(VideoError) -> FrameTime? {
    // Frames shown before a key frame may follow it in the file and miss their references, so the
    // key frame is taken by display order. The one before it serves where a demuxer lands too late.
    let near = table.keyFrame(atOrBefore: index)
    for key in [near, table.keyFrame(atOrBefore: max(0, near - 1))] {
      if try land(on: key, thenReach: index, in: table) {
        return showPromised(index, of: table)
      }
      if isInDoubt { return nil }
    }
    return nil
  }

  /// Moves to a key frame and decodes up to `index`; false where other frames came than promised or
  /// where one was damaged: that may come from the jump itself, and sequential reading decides.
  private mutating func land(
    on key: Int, thenReach index: Int, in table: FrameTable
  ) throws(VideoError) -> Bool {
    let time = table.pts[key]
    guard
      unsafe avformat_seek_file(format.pointer, stream, Int64.min, time, time, 0) >= 0
    else { return false }
    promised = table
    flush()
    var errors = codec.errorCount
    var here: Int?
    while try receive() {
      // Frames that precede an H.264 key frame and follow it in the file are reported as they lack
      // their references; they are not shown. Damage to the key frame itself is marked on it.
      if here == nil, isCareful, header.codec == "h264" { errors = codec.errorCount }
      guard let pts = statedPTS, codec.errorCount == errors else { return false }
      // The first frame says where the demuxer landed; the others must follow it without a gap.
      guard let place = here.map({ $0 + 1 }) ?? table.index(ofPTS: pts), place <= index,
        here != nil || place <= key, table.pts[place] == pts
      else { return false }
      here = place
      readMarks()
      if currentIsCorrupt { return false }
      if place == index { return true }
    }
    return false
  }
}
