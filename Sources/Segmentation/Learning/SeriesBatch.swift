internal import LinearAlgebra

/// Windows of equal length from demonstrations, row after row and window after window.
struct SeriesBatch {
  /// Rows a window.
  var length: Int
  /// `rows * positions` tokens.
  var tokens: [Int] = []
  /// `rows x width` further numbers: the changes of the patches, then the features.
  var features: Matrix
  /// The code of each row's action; -1 where none is known.
  var codes: [Int32] = []
  /// The code of the action before; -1 at the beginning of a demonstration.
  var previous: [Int32] = []

  /// Rows.
  var count: Int { codes.count }

  /// Cuts windows: the series and the first row of each.
  init(_ series: [DemonstrationSeries], windows: [(series: Int, start: Int)], length: Int) {
    self.length = length
    let first = windows.first.map { series[$0.series] }
    let (marks, rest) = (
      first.map { $0.changes.isEmpty ? 0 : $0.positions } ?? 0, first?.features.columns ?? 0
    )
    var numbers: [Float] = []
    for window in windows {
      let one = series[window.series]
      let rows = window.start..<window.start + length
      precondition(rows.upperBound <= one.count, "a window reaches beyond its series")
      tokens += one.tokens[rows.lowerBound * one.positions..<rows.upperBound * one.positions]
        .map { Int($0) }
      if marks == 0 {
        numbers += one.features.values[rows.lowerBound * rest..<rows.upperBound * rest]
      } else {
        for row in rows {
          for mark in one.changes[row * marks..<(row + 1) * marks] { numbers.append(Float(mark)) }
          numbers += one.features.values[row * rest..<(row + 1) * rest]
        }
      }
      codes += one.codes[rows]
      previous.append(rows.lowerBound > 0 ? one.codes[rows.lowerBound - 1] : -1)
      previous += one.codes[rows.dropLast()]
    }
    features = Matrix(rows: codes.count, columns: marks + rest, values: numbers)
  }

  /// A part of one demonstration as a batch of one window.
  init(_ series: DemonstrationSeries, rows: Range<Int>) {
    self.init([series], windows: [(0, rows.lowerBound)], length: rows.count)
  }
}

/// Draws windows from demonstrations, each row with equal chance.
struct WindowSampler {
  private let counts: [Int]
  private let length: Int
  private let ends: [Int]

  /// Demonstrations shorter than a window are left out; the longest decides where all are shorter.
  init(_ series: [DemonstrationSeries], length: Int) {
    let longest = series.map(\.count).max() ?? 0
    self.length = min(length, longest)
    counts = series.map(\.count)
    var total = 0
    var ends: [Int] = []
    for count in counts {
      total += max(0, count - self.length + 1)
      ends.append(total)
    }
    self.ends = ends
  }

  /// Rows a window.
  var windowLength: Int { length }

  /// Draws so many windows.
  func draw(_ count: Int, using generator: inout SplitMix64) -> [(series: Int, start: Int)] {
    guard let total = ends.last, total > 0 else { return [] }
    return (0..<count).map { _ in
      let place = generator.next(below: total)
      let series = ends.partitioningIndex { $0 > place }
      return (series, place - (series > 0 ? ends[series - 1] : 0))
    }
  }
}
