/// Every so many frames of a video, from some frame on.
struct SamplingGrid {
  /// Frames from one sample to the next, 1 or more.
  let step: Double
  /// The frame, not necessarily whole, of the first sample.
  let start: Double
  /// The number of samples within the video, 1 or more.
  let count: Int

  init(step: Double, start: Double, frames: Int) {
    (self.step, self.start) = (step, start)
    count = max(1, Int(((Double(frames - 1) - start) / step + 1e-9).rounded(.down)) + 1)
  }

  /// The first sample at or behind each boundary, each sample once.
  func samples(_ boundaries: [Int]) -> [Int] {
    var samples: [Int] = []
    for boundary in boundaries {
      let sample = Int(((Double(boundary) - start) / step - 1e-9).rounded(.up))
      if sample > samples.last ?? 0, sample < count { samples.append(sample) }
    }
    return samples
  }
}
