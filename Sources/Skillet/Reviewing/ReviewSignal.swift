internal import Annotations
internal import Foundation
internal import Frames

/// The stored signal of a video in columns: what `signal.csv` holds, in some 30 bytes a row.
struct ReviewSignal: Sendable {
  /// The frame of each row, rising.
  private(set) var frames: [Int32] = []
  /// Its time stamp in ticks.
  private(set) var pts: [Int64] = []
  /// Its moment in seconds.
  private(set) var seconds: [Double] = []
  /// The score; nil is kept as NaN.
  private(set) var scores: [Float] = []
  /// The score that would have been needed; nil is kept as NaN.
  private(set) var thresholds: [Float] = []
  /// Rows at which the machine cut, rising.
  private(set) var boundaries: [Int] = []
  /// Further columns by name.
  private(set) var evidence: [(name: String, values: [Float])] = []

  /// Reads the file, row by row; nil where there is none.
  ///
  /// - Throws: where it is damaged, with the line.
  init?(reading path: String) throws(ReviewProblem) {
    guard OutputPlace.kind(of: path) == .file else { return nil }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .unavailable("\(path): cannot read the signal: \(error.localizedDescription)")
    }
    try self.init(Array(data), path: path)
  }

  init(_ bytes: [UInt8], path: String) throws(ReviewProblem) {
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line = bytes[start..<end]
      start = end + 1
      if number == 1 {
        let names = String(decoding: line, as: UTF8.self).split(
          separator: ",", omittingEmptySubsequences: false
        ).map { String($0).trimmingCharacters(in: .whitespaces) }
        guard names.prefix(6) == ["frame", "pts", "seconds", "surprise", "threshold", "boundary"]
        else { throw .unavailable("\(path): line 1: it is no signal that Skillet wrote") }
        evidence = names.dropFirst(6).map { ($0, []) }
        continue
      }
      guard add(line) else {
        throw .unavailable("\(path): line \(number): the signal is damaged there")
      }
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
    var fields = LineFields(line)
    func value(_ field: ArraySlice<UInt8>?) -> Float? {
      guard let field else { return nil }
      if field.isEmpty { return .nan }
      return Double(String(decoding: field, as: UTF8.self)).map { Float($0) }
    }
    guard let frame = fields.next().flatMap({ Int32(String(decoding: $0, as: UTF8.self)) }),
      frame > frames.last ?? -1,
      let pts = fields.next().flatMap({ Int64(String(decoding: $0, as: UTF8.self)) }),
      let second = fields.next().flatMap({ Double(String(decoding: $0, as: UTF8.self)) }),
      second.isFinite, let score = value(fields.next()), let threshold = value(fields.next()),
      let mark = fields.next()
    else { return false }
    if mark.elementsEqual([0x31]) { boundaries.append(frames.count) }
    frames.append(frame)
    self.pts.append(pts)
    seconds.append(second)
    scores.append(score)
    thresholds.append(threshold)
    for place in evidence.indices {
      guard let value = value(fields.next()) else { return false }
      evidence[place].values.append(value)
    }
    return fields.next() == nil
  }
}

/// The fields of a line between commas, one after the other.
private struct LineFields {
  private let line: ArraySlice<UInt8>
  private var place: Int?

  init(_ line: ArraySlice<UInt8>) { (self.line, place) = (line, line.startIndex) }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let start = place else { return nil }
    let end = line[start...].firstIndex(of: 0x2C)
    place = end.map { $0 + 1 }
    return line[start..<(end ?? line.endIndex)]
  }
}

extension ReviewSignal {
  /// Throws where rows lie outside the video or their time stamps are beyond any timeline.
  func check(against document: SegmentsDocument, path: String) throws(ReviewProblem) {
    let limit = UInt64(1 << 53) / UInt64(max(1, document.video.timeBase.numerator))
    guard Int(frames.last ?? 0) < max(1, document.video.frames),
      pts.allSatisfy({ $0.magnitude <= limit })
    else {
      throw .unavailable(
        "\(path): the signal is of another video: its rows do not fit the document")
    }
  }

  /// A curve for people: at most so many points, of which each stretch keeps its highest and lowest.
  func points(atMost count: Int) -> [(frame: Int, value: Double?)] {
    points(of: frames.indices, atMost: count)
  }

  /// The same of some rows.
  func points(of shown: Range<Int>, atMost count: Int) -> [(frame: Int, value: Double?)] {
    func point(_ row: Int) -> (frame: Int, value: Double?) {
      (Int(frames[row]), scores[row].isFinite ? Double(scores[row]) : nil)
    }
    guard shown.count > count else { return shown.map(point) }
    let stretches = count / 2
    return (0..<stretches).flatMap { stretch -> [(frame: Int, value: Double?)] in
      let first = shown.lowerBound + stretch * shown.count / stretches
      let rows = first..<(shown.lowerBound + (stretch + 1) * shown.count / stretches)
      let finite = rows.filter { scores[$0].isFinite }
      guard let high = finite.max(by: { scores[$0] < scores[$1] }),
        let low = finite.min(by: { scores[$0] < scores[$1] })
      else { return [point(rows.lowerBound)] }
      return high == low ? [point(high)] : [point(min(high, low)), point(max(high, low))]
    }
  }

  /// The rows of some frames.
  func rows(of shown: Range<Int>) -> Range<Int> {
    func row(atLeast frame: Int) -> Int {
      var (low, high) = (0, frames.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(frames[middle]) < frame { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = row(atLeast: shown.lowerBound)
    return first..<max(first, row(atLeast: shown.upperBound))
  }

  /// The threshold, at the frames where it changes; of one that changes at every row some only.
  func steps(atMost count: Int) -> [(frame: Int, value: Double)] {
    var steps: [(frame: Int, value: Double)] = []
    for row in frames.indices where thresholds[row].isFinite {
      let isNew = row == 0 || thresholds[row] != thresholds[row - 1]
      if isNew || row + 1 == frames.count {
        steps.append((Int(frames[row]), Double(thresholds[row])))
      }
    }
    guard steps.count > count else { return steps }
    return (0..<count).map { steps[$0 * steps.count / count] }
  }

  /// Frames at which the score has a peak worth snapping to, the strongest so many, rising.
  func peaks(atMost count: Int) -> [Int] { peaks(of: frames.indices, atMost: count) }

  /// The same of some rows.
  func peaks(of shown: Range<Int>, atMost count: Int) -> [Int] {
    let inner = shown.clamped(to: min(1, frames.count)..<max(1, frames.count - 1))
    let rows = inner.filter {
      scores[$0].isFinite && scores[$0] >= scores[$0 - 1] && scores[$0] > scores[$0 + 1]
    }
    return rows.sorted { scores[$0] > scores[$1] }.prefix(count).map { Int(frames[$0]) }.sorted()
  }
}
