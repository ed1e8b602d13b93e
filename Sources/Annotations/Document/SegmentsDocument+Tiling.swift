internal import Frames

extension SegmentsDocument {
  /// Every place at which the segments fail to tile the video or are out of order.
  ///
  /// The rules: the indices count from 0; the first segment starts at frame 0; each starts where
  /// the one before ended, in frames and in time; each has at least one frame and ends later than
  /// it starts; the last ends at `video.frames`; a confidence lies in 0...1. A video without
  /// frames has no segments.
  public var tilingFaults: [DocumentFault] {
    var faults: [DocumentFault] = []
    for (position, segment) in segments.enumerated() {
      let place = "segments[\(position)]"
      if segment.index != position {
        faults.append(DocumentFault("\(place).index", "is \(segment.index), not \(position)"))
      }
      if segment.end.index <= segment.start.index {
        faults.append(
          DocumentFault(
            "\(place).end.frame",
            "\(segment.end.index) is not behind the start, \(segment.start.index)"))
      }
      if segment.end.time <= segment.start.time {
        faults.append(
          DocumentFault(
            "\(place).end.pts",
            "\(segment.end.pts) is not later than the start, \(segment.start.pts)"))
      }
      if let confidence = segment.confidence, !(0...1).contains(confidence) {
        faults.append(DocumentFault("\(place).confidence", "\(confidence) is not in 0...1"))
      }
      faults += startFaults(at: position)
    }
    let end = segments.last?.end.index ?? 0
    if end != video.frames {
      let place = segments.isEmpty ? "segments" : "segments[\(segments.count - 1)].end.frame"
      faults.append(
        DocumentFault(place, "the segments end at frame \(end), the video at \(video.frames)"))
    }
    return faults
  }

  private func startFaults(at position: Int) -> [DocumentFault] {
    let place = "segments[\(position)].start"
    let start = segments[position].start
    guard position > 0 else {
      if start.index == 0 { return [] }
      return [
        DocumentFault("\(place).frame", "the first segment starts at \(start.index), not at 0")
      ]
    }
    let end = segments[position - 1].end
    if start.index != end.index {
      let word = start.index > end.index ? "leaves a gap behind" : "overlaps"
      return [
        DocumentFault(
          "\(place).frame", "\(start.index) \(word) the segment before, which ends at \(end.index)")
      ]
    }
    if start.time != end.time {
      return [
        DocumentFault(
          "\(place).pts", "\(start.pts) is not where the segment before ends, \(end.pts)")
      ]
    }
    return []
  }
}
