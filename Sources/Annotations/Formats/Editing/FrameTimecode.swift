internal import Frames

/// `HH:MM:SS:FF`: a count of frames in the clothes of a time, as SMPTE 12M has it.
///
/// Frames are counted at the rate's nominal whole number (30 for 30000/1001), so that no frame is
/// ever rounded. Drop-frame timecode leaves out the numbers of two frames (four at 60) at the start
/// of each minute but every tenth.
struct FrameTimecode {
  /// Frames a second as they are numbered.
  let nominal: Int

  init(_ rate: Rational) {
    let (rate, base) = (Int(rate.numerator), Int(max(1, rate.denominator)))
    nominal = max(1, (2 * rate + base) / (2 * base))
  }

  /// Whether drop-frame timecode exists at this rate.
  var canDrop: Bool { nominal == 30 || nominal == 60 }

  func text(_ frame: Int) -> String {
    let seconds = frame / nominal
    let fields = [seconds / 3600, seconds / 60 % 60, seconds % 60, frame % nominal]
    return fields.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// The frame that a timecode numbers; nil where none has that number.
  func frame(_ text: some StringProtocol, dropsFrames: Bool) -> Int? {
    let fields = text.split(omittingEmptySubsequences: false) { ":;.".contains($0) }
    let numbers = fields.compactMap { field in
      field.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(field) : nil
    }
    guard fields.count == 4, numbers.count == 4, numbers[0] < 10_000, numbers[1] < 60,
      numbers[2] < 60, numbers[3] < nominal
    else { return nil }
    let minutes = numbers[0] * 60 + numbers[1]
    let frame = (minutes * 60 + numbers[2]) * nominal + numbers[3]
    guard dropsFrames else { return frame }
    let dropped = nominal / 15
    if numbers[1] % 10 != 0, numbers[2] == 0, numbers[3] < dropped { return nil }
    return frame - dropped * (minutes - minutes / 10)
  }
}
