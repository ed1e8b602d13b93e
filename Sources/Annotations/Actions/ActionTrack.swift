/// The actions of one demonstration, a row each, as they were recorded or labelled by a model.
///
/// A track that ``ActionAlignment`` gave has a row a frame: row t is the action taken after frame t
/// is shown. A track as it was read may have other rows; `frames` or `times` then say where.
public struct ActionTrack: Sendable, Hashable {
  /// The values of all rows, row after row: `count * width`.
  public enum Values: Sendable, Hashable {
    /// Choices, for the discrete kinds.
    case codes([Int32])
    /// Finite numbers, for the continuous kind.
    case numbers([Float])
  }

  /// Where the actions come from.
  public enum Source: Sendable, Hashable {
    /// Recorded while the demonstration was made.
    case recorded
    /// Pseudo-labels: a model read them off the video.
    case pseudo(model: String, seed: UInt64?)
  }

  /// What an action can be.
  public let space: ActionSpace
  /// The values; those of a row without an action are 0.
  public let values: Values
  /// Whether a row has an action at all.
  public let isValid: [Bool]
  /// Where the actions come from.
  public var source: Source
  /// The actions that mean "did nothing", each `width` choices; empty for continuous actions.
  public var nullActions: Set<[Int32]>
  /// The frame of each row, strictly rising, where the file states it.
  public var frames: [Int]?
  /// The time of each row in seconds, strictly rising, where the file states it.
  public var times: [Double]?
  /// Rows a second, where the file states it.
  public var frameRate: Double?
  /// How many frames the file says the video has.
  public var frameCount: Int?

  /// Collects a track; without `isValid` every row has an action.
  ///
  /// - Precondition: the values fit the space, and every list has an entry a row.
  public init(
    space: ActionSpace, values: Values, isValid: [Bool]? = nil, source: Source = .recorded,
    nullActions: Set<[Int32]> = [], frames: [Int]? = nil, times: [Double]? = nil,
    frameRate: Double? = nil, frameCount: Int? = nil
  ) {
    precondition(space.isConsistent, "the names or bounds do not fit \(space)")
    let width = space.width
    let total: Int
    switch values {
    case .codes(let codes):
      let choices = space.choices
      precondition(!choices.isEmpty, "choices are no continuous actions")
      for (place, code) in codes.enumerated() {
        precondition(
          code >= 0 && code < choices[place % width], "\(code) is not below \(choices)")
      }
      total = codes.count
    case .numbers(let numbers):
      precondition(space.kind == .continuous, "numbers are no discrete actions")
      precondition(numbers.allSatisfy(\.isFinite), "an action is infinite or not a number")
      total = numbers.count
    }
    precondition(total % width == 0, "\(total) values are no rows of \(width)")
    let count = total / width
    self.space = space
    self.values = values
    self.isValid = isValid ?? Array(repeating: true, count: count)
    precondition(self.isValid.count == count, "\(self.isValid.count) flags for \(count) rows")
    precondition(frames?.count ?? count == count, "each of the \(count) rows needs its frame")
    precondition(times?.count ?? count == count, "each of the \(count) rows needs its time")
    precondition(nullActions.allSatisfy { $0.count == width }, "a null action has \(width) choices")
    self.source = source
    self.nullActions = space.kind == .continuous ? [] : nullActions
    self.frames = frames
    self.times = times
    self.frameRate = frameRate
    self.frameCount = frameCount
  }

  /// Rows.
  public var count: Int { isValid.count }
  /// Values a row.
  public var width: Int { space.width }

  /// The choices, `count * width`; empty for continuous actions.
  public var codes: [Int32] { if case .codes(let codes) = values { codes } else { [] } }
  /// The numbers, `count * width`; empty for discrete actions.
  public var numbers: [Float] { if case .numbers(let numbers) = values { numbers } else { [] } }

  /// Whether each row says that nothing was done; a row without an action does not.
  public var isNull: [Bool] {
    guard case .codes(let codes) = values, !nullActions.isEmpty else {
      return Array(repeating: false, count: count)
    }
    return isValid.indices.map { row in
      isValid[row] && nullActions.contains(Array(codes[(row * width)..<((row + 1) * width)]))
    }
  }

  /// The track with other rows: row i becomes what row `rows[i]` was, and -1 becomes no action.
  ///
  /// Frames, times and rate are dropped, for they no longer hold.
  func gathering(_ rows: [Int]) -> ActionTrack {
    func gather<Value>(_ all: [Value], _ zero: Value) -> [Value] {
      rows.flatMap { row in
        row < 0 ? Array(repeating: zero, count: width) : Array(all[(row * width)...].prefix(width))
      }
    }
    let values: Values =
      switch self.values {
      case .codes(let codes): .codes(gather(codes, 0))
      case .numbers(let numbers): .numbers(gather(numbers, 0))
      }
    return ActionTrack(
      space: space, values: values, isValid: rows.map { $0 >= 0 && isValid[$0] }, source: source,
      nullActions: nullActions)
  }
}
