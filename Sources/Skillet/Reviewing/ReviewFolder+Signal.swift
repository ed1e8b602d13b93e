extension ReviewFolder {
  /// The stored signal of some frames, near enough to see each: its curve and its peaks.
  ///
  /// - Parameter frames: Half-open; of more than 4,000 rows each stretch shows its highest and
  ///   lowest.
  /// - Throws: where there is no such video, or no signal beside its document.
  public func signal(
    _ id: String, frames: Range<Int>
  ) throws(ReviewProblem) -> ReviewView.Signal {
    guard let signal = try document(id).signal else { throw .notFound("no signal is stored") }
    let rows = signal.rows(of: frames)
    return ReviewView.Signal(
      points: signal.points(of: rows, atMost: 4000), threshold: [],
      peaks: signal.peaks(of: rows, atMost: 2000))
  }
}
