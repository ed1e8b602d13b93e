/// `signal.csv`: what a decision was taken from, a row a sample.
///
/// The columns are `frame,pts,seconds,surprise,threshold,boundary` and then whatever evidence the
/// predictor has beside its surprise. From it any boundary can be explained, and thresholds tuned
/// again, without decoding the video.
public struct SignalTable: Sendable, Hashable {
  /// The columns that every table has.
  public static let columns = ["frame", "pts", "seconds", "surprise", "threshold", "boundary"]

  /// The names of the columns behind those.
  public var evidenceColumns: [String]
  /// The samples in the order of time.
  public var rows: [Row]

  /// One sample.
  public struct Row: Sendable, Hashable {
    /// The frame sampled.
    public var frame: Int
    /// Its time stamp.
    public var pts: Int64
    /// The time in seconds; written in whole microseconds.
    public var seconds: Double
    /// The evidence that was compared with the threshold; nil while there is none.
    public var surprise: Double?
    /// The threshold at this sample; nil while there is none.
    public var threshold: Double?
    /// Whether a segment was found to start here.
    public var boundary: Bool
    /// A value for each of the evidence columns; nil where there is none.
    public var evidence: [Double?]

    /// Collects a sample.
    public init(
      frame: Int, pts: Int64, seconds: Double, surprise: Double?, threshold: Double?,
      boundary: Bool, evidence: [Double?] = []
    ) {
      self.frame = frame
      self.pts = pts
      self.seconds = seconds
      self.surprise = surprise
      self.threshold = threshold
      self.boundary = boundary
      self.evidence = evidence
    }
  }

  /// Collects a table.
  ///
  /// - Precondition: each row has as many values as there are evidence columns, and no name of a
  ///   column holds a comma, a quote or a line break.
  public init(evidenceColumns: [String] = [], rows: [Row]) {
    precondition(
      rows.allSatisfy { $0.evidence.count == evidenceColumns.count },
      "a row needs a value for each of the \(evidenceColumns.count) evidence columns")
    precondition(
      evidenceColumns.allSatisfy(Self.isPlain), "the name of a column is a plain word")
    self.evidenceColumns = evidenceColumns
    self.rows = rows
  }

  /// Whether a column's name can stand in the file without quotes.
  static func isPlain(_ name: String) -> Bool {
    !name.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
  }
}
