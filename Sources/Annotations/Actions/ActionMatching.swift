/// One run of ``ActionAlignment``: which row each frame takes.
struct ActionMatching {
  let alignment: ActionAlignment
  let track: ActionTrack
  let seconds: [Double]
  let framesInHeader: Int?
  let file: String

  private var frameCount: Int { seconds.count }

  /// The row of each frame, -1 for none, and what they were matched by.
  func rows() throws(AnnotationError) -> (AlignedActions.Basis, [Int]) {
    if let rate = alignment.rate {
      guard track.frames == nil, track.times == nil else {
        throw fault("its rows state their own frames or times", "leave out --actions-rate")
      }
      let shift = try secondsShift() + seconds[0]
      return (.rate, try held((0..<track.count).map { Double($0) / rate + shift }))
    }
    if let times = track.times, track.frames == nil || isShiftedBySeconds {
      let shift = try secondsShift()
      return (.times, try held(times.map { $0 + shift }))
    }
    guard case .seconds? = alignment.offset else {
      var shift = 0
      if case .frames(let frames)? = alignment.offset { shift = frames }
      if let frames = track.frames { return (.frames, try placed(frames, shift)) }
      return (.rows, try counted(shift))
    }
    throw fault(
      "its rows have no times, so that they cannot be shifted by seconds",
      "give --actions-offset in frames, or --actions-rate")
  }

  private var isShiftedBySeconds: Bool {
    if case .seconds? = alignment.offset { true } else { false }
  }

  private func secondsShift() throws(AnnotationError) -> Double {
    switch alignment.offset {
    case nil: return 0
    case .seconds(let seconds): return seconds
    case .frames(0): return 0
    case .frames:
      throw fault("its rows go by time", "give --actions-offset in seconds, such as 1.5s")
    }
  }

  /// Row t is frame t, shifted.
  private func counted(_ shift: Int) throws(AnnotationError) -> [Int] {
    let end = track.count + shift
    guard end == frameCount || end == frameCount - 1, shift < frameCount, end > 0 else {
      let shifted = shift == 0 ? "" : ", shifted by \(shift)"
      var claim = ""
      if let framesInHeader, framesInHeader != frameCount, end == framesInHeader {
        claim = " (its header claims \(framesInHeader))"
      }
      throw fault(
        "there are \(track.count) actions\(shifted) for the \(frameCount) frames that the video "
          + "shows\(claim)", countAdvice(end))
    }
    return (0..<frameCount).map { frame in
      let row = frame - shift
      return row >= 0 && row < track.count ? row : -1
    }
  }

  private func countAdvice(_ end: Int) -> String {
    let span = seconds[frameCount - 1] - seconds[0]
    if let stated = track.frameRate, span > 0 {
      let shown = Double(frameCount - 1) / span
      // Only where that rate would make the actions last about as long as the video.
      let length = Double(track.count) / stated
      if abs(stated - shown) > 0.02 * shown, abs(length - span) < 0.1 * span + 1 / shown {
        return "the file speaks of \(stated.shortText) a second: say --actions-rate "
          + stated.shortText
      }
    }
    let offset =
      end > frameCount ? "-N where the first N came before the video" : "N where they begin later"
    return "say --actions-rate HZ where an action is not a frame, --actions-offset \(offset), "
      + "or give them a frame or a time each"
  }

  /// Rows that name their frames hold until the next.
  private func placed(_ frames: [Int], _ shift: Int) throws(AnnotationError) -> [Int] {
    let first = frames[0] + shift
    let last = frames[frames.count - 1] + shift
    guard first >= 0, last < frameCount else {
      throw fault(
        "its rows lie on frames \(first) to \(last), the video shows \(frameCount), from 0",
        "shift them with --actions-offset, or give the video they belong to")
    }
    let place = frames.map { seconds[$0 + shift] }
    return try held(place, frames: frames.map { $0 + shift })
  }

  /// The row in force at each frame; `frames` makes the comparison exact.
  private func held(_ times: [Double], frames: [Int]? = nil) throws(AnnotationError) -> [Int] {
    let steps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    let step = steps.isEmpty ? 0 : steps[steps.count / 2]
    let gap = alignment.gap ?? max(0.1, 2 * step)
    // Time stamps are rounded to milliseconds in some files, and to 32-bit floats in others.
    let slack = frames == nil ? min(0.002, steps.isEmpty ? 0.002 : step / 4) : 0
    let last = times[times.count - 1]
    let shownEnd = seconds[frameCount - 1] + gap
    guard last <= shownEnd else {
      throw fault(
        "its rows run from \(text(times[0])) to \(text(last)) s, the video's frames from "
          + "\(text(seconds[0])) to \(text(seconds[frameCount - 1])) s",
        "shift them with --actions-offset, or give the rows of this video only")
    }
    var rows: [Int] = []
    rows.reserveCapacity(frameCount)
    var row = -1
    for (frame, time) in seconds.enumerated() {
      if let frames {
        while row + 1 < frames.count, frames[row + 1] <= frame { row += 1 }
      } else {
        while row + 1 < times.count, times[row + 1] <= time + slack { row += 1 }
      }
      var taken = row
      if alignment.rule == .nearest, row + 1 < times.count,
        row < 0 || times[row + 1] - time < time - times[row]
      {
        taken = row + 1
      }
      let distance = taken < 0 ? times[0] - time : abs(time - times[taken])
      guard distance <= gap + slack else {
        throw fault(
          "frame \(frame), at \(text(time)) s, is \(text(distance)) s from the nearest action "
            + "before it; \(text(gap)) s is allowed"
            + (taken < 0 ? " (the first action is at \(text(times[0])) s)" : ""),
          "allow more with --actions-gap, or shift them with --actions-offset")
      }
      rows.append(taken)
    }
    return rows
  }

  private func text(_ seconds: Double) -> String { seconds.sixDigits }

  func fault(_ reason: String, _ advice: String) -> AnnotationError {
    AnnotationError(file: file, step: "align the actions", reason: reason, advice: advice)
  }
}
