internal import LinearAlgebra

/// Skill Boundary Detection, exactly as published: an action predictor and the ``PublishedRule``.
///
/// Rows without an action worth the name are dropped first, and the rest keep their row numbers;
/// the rule's lengths count kept rows. A cut empties the predictor's memory and the rule's losses:
/// the boundary row belongs to the next segment, but its loss does not count there and the fresh
/// memory does not see it. An event forces a cut as soon as the rule allows one, and a cut takes one
/// event away at most. Causal; a step of the predictor a row.
/// (CraftJarvis/SkillDiscovery, `segmentation.py`.)
public struct PublishedSegmentation: Sendable {
  /// What is known of the rows beside what is seen and done.
  public struct Signals: Sendable, Hashable {
    /// Whether each row's action does nothing, so that the row is dropped; empty: none.
    public var isNull: [Bool] = []
    /// Whether each row lies in a menu, where losses are discounted; empty: none.
    public var isInMenu: [Bool] = []
    /// Rows at which something happened that ends a skill.
    public var events: [Int] = []

    /// Nothing is known.
    public init() {}
  }

  /// A stretch of rows that serve one skill.
  public struct Segment: Sendable, Hashable {
    /// The first row.
    public var first: Int
    /// The last row.
    public var last: Int
    /// Why it starts; nil for the first.
    public var cause: RuleStep.Cause?
  }

  /// The predictor.
  public var model: ActionPredictor
  /// GAP, in nats of this predictor's loss: 18 for the paper's, 1.5 for one of seventeen actions.
  public var gap: Double
  /// Kept rows before a cut is allowed.
  public var minimumLength = 2
  /// Kept rows after which a cut is forced.
  public var maximumLength = 12_800
  /// What a loss in a menu counts.
  public var menuWeight: Float = 0.75

  /// Joins a predictor with a threshold; the rest is as in the paper.
  public init(model: ActionPredictor, gap: Double) {
    self.model = model
    self.gap = gap
  }

  /// The segments of a demonstration, in order.
  ///
  /// The first begins with row 0, the last ends with the last row that was kept; there is none where
  /// no row is kept.
  public func segments(
    _ series: DemonstrationSeries, signals: Signals = Signals()
  ) -> [Segment] {
    run(series, signals: signals).segments
  }

  /// The segments, the loss of each row as the rule saw it (0 where the row was dropped), and the
  /// loss that a cut would have needed there (infinite where it was dropped).
  public func run(
    _ series: DemonstrationSeries, signals: Signals = Signals()
  ) -> (segments: [Segment], losses: [Float], thresholds: [Float]) {
    var thresholds = [Float](repeating: .infinity, count: series.count)
    var losses = [Float](repeating: 0, count: series.count)
    for marks in [signals.isNull, signals.isInMenu] {
      precondition(marks.isEmpty || marks.count == series.count, "there is not one mark a row")
    }
    let rows = (0..<series.count).filter { signals.isNull.isEmpty || !signals.isNull[$0] }
    guard let last = rows.last else { return ([], losses, thresholds) }
    let kept = rows.count == series.count ? series : series.keeping(rows)
    var rule = PublishedRule(
      gap: gap, minimumLength: minimumLength, maximumLength: maximumLength)
    var stepper = ActionStepper(model)
    var events = signals.events.sorted()[...]
    var segments: [Segment] = []
    var (start, cause): (Int, RuleStep.Cause?) = (0, nil)
    for (step, row) in rows.enumerated() {
      var loss = stepper.loss(of: step, in: kept)
      if !signals.isInMenu.isEmpty, signals.isInMenu[row] { loss *= menuWeight }
      losses[row] = loss
      let isEventDue = events.first.map { row >= $0 } ?? false
      let decision = rule.process(loss, isEventDue: isEventDue)
      thresholds[row] = decision.threshold
      guard let cut = decision.cut else { continue }
      if isEventDue { events.removeFirst() }
      segments.append(Segment(first: start, last: row - 1, cause: cause))
      (start, cause) = (row, cut)
      stepper.reset()
    }
    return (segments + [Segment(first: start, last: last, cause: cause)], losses, thresholds)
  }
}

extension DemonstrationSeries {
  /// Some of the rows, in order.
  func keeping(_ rows: [Int]) -> DemonstrationSeries {
    DemonstrationSeries(
      tokens: rows.flatMap { tokens[$0 * positions..<($0 + 1) * positions] }, positions: positions,
      changes: changes.isEmpty
        ? [] : rows.flatMap { changes[$0 * positions..<($0 + 1) * positions] },
      features: features.keeping(rows), codes: rows.map { codes[$0] }, moves: moves.keeping(rows))
  }
}

extension Matrix {
  /// Some of the rows, in order.
  func keeping(_ rows: [Int]) -> Matrix {
    Matrix(
      rows: rows.count, columns: columns,
      values: rows.flatMap { values[$0 * columns..<($0 + 1) * columns] })
  }
}
