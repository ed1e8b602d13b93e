public import Frames

extension VideoReader {
  /// The facts of the video, once all of its frames were read into `table`.
  public func info(of table: FrameTable) -> VideoInfo {
    let counted = Double(max(1, table.count)) / max(table.duration, 1e-9)
    return VideoInfo(
      path: path, width: header.width, height: header.height, rotation: header.rotation,
      sampleAspectRatio: header.shownAspectRatio, codec: header.codec,
      pixelFormat: header.pixelFormat, color: header.color, frames: table.count,
      framesInHeader: stretch == nil ? header.framesFromHeader : nil, timeBase: header.timeBase,
      averageFrameRate: header.averageFrameRate.numerator > 0
        ? header.averageFrameRate : Rational(Int32(min(1e6, counted * 1000).rounded()), 1000),
      variableFrameRate: table.hasVariableFrameRate, duration: table.duration,
      corruptFrames: damage.lostPackets + damage.concealedFrames, faults: faults(of: table))
  }

  /// What is wrong with the file, in words.
  private func faults(of table: FrameTable) -> [String] {
    var faults: [String] = []
    let detail = damage.firstError.map { " (\($0))" } ?? ""
    if damage.lostPackets > 0 {
      faults.append("\(damage.lostPackets) corrupt packets gave no picture\(detail)")
    }
    if damage.concealedFrames > 0 {
      faults.append(
        "\(damage.concealedFrames) corrupt frames are shown with errors concealed and were left "
          + "out of the evidence")
    }
    if damage.decoderErrors > 0, damage.lostPackets + damage.concealedFrames == 0 {
      faults.append(
        "the decoder reported \(damage.decoderErrors) errors\(detail); pictures near them may be "
          + "damaged")
    }
    if let error = damage.readError {
      faults.append("reading broke off after frame \(table.count - 1): \(error)")
    }
    if damage.repairedTimes > 0 {
      faults.append(
        "\(damage.repairedTimes) frames have no time stamp of their own or one that is not after "
          + "the last; theirs were made up from the frame rate")
    }
    // The header speaks of the whole file.
    if stretch != nil { return faults }
    if let claimed = header.framesFromHeader, claimed != table.count {
      faults.append("the header claims \(claimed) frames, \(table.count) are shown")
    }
    // Some containers count from their own zero, some from the first frame.
    let reached = max(table.duration, table[table.count].seconds)
    if header.durationIsOfVideo, let claimed = header.durationFromHeader,
      claimed - reached > max(1, claimed * 0.01),
      header.framesFromHeader.map({ $0 > table.count }) ?? true
    {
      faults.append(
        "the file is cut short: its header claims \(rounded(claimed)) s, "
          + "\(rounded(table.duration)) s are there")
    }
    return faults
  }

  private func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
