/// Boundaries where the skills of several mixtures hand over, with the events that the picture shows.
///
/// `evidence_t = mean over members of P(another skill began with row t) + weight * bump_t`, where the
/// bump is a Gaussian of one row around each event (see ``EventEvidence``). Averaging mixtures of
/// different seeds is worth more than any of them. Where `exits` are chosen, the evidence is instead
/// that one of those skills ended: many fine skills then make a coarse level, as a boundary of it is
/// where the skill ends that stands between two others (a way back, a rest).
public struct SkillMixtureDetector: BoundaryPredictor {
  /// Mixtures of one shape and different seeds.
  public var members: [SkillMixture]
  /// What events are; nil where there are none.
  public var events: EventEvidence?
  /// What an event is worth beside a certain hand-over.
  public var eventWeight: Float
  /// For each member the skill whose end is a boundary; nil where every hand-over is.
  public var exits: [Int]?

  /// Joins mixtures and events.
  public init(members: [SkillMixture], events: EventEvidence?, eventWeight: Float = 0.7) {
    precondition(!members.isEmpty, "an ensemble has at least one member")
    self.members = members
    self.events = events
    self.eventWeight = eventWeight
  }

  /// A Gaussian of one row at 0, 1 and 2 rows.
  private static let bump: [Float] = [1, 0.606_530_66, 0.135_335_28]

  /// The mean hand-over, smoothed over the whole demonstration, and the events.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    windows(series)(0..<series.count)
  }

  /// Each member's posterior of a stretch, from its filtered state before it.
  ///
  /// Cost: `O(rows of the stretch * skills)` a member; the networks run once.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    let streams = members.map { MixtureStream($0, series) }
    return { [exits] rows in
      var result = [Float](repeating: 0, count: rows.count)
      for (member, stream) in streams.enumerated() {
        let values = exits.map { stream.ended($0[member], rows) } ?? stream.handOver(rows)
        for (i, value) in values.enumerated() { result[i] += value / Float(streams.count) }
      }
      if eventWeight != 0, let events { add(events.events(series, rows: rows), to: &result) }
      return result
    }
  }

  private func add(_ events: [Float], to evidence: inout [Float]) {
    for (i, event) in events.enumerated() where event > 0 {
      for (distance, height) in Self.bump.enumerated() {
        for j in Set([i - distance, i + distance]) where evidence.indices.contains(j) {
          evidence[j] += eventWeight * event * height
        }
      }
    }
  }
}

/// A mixture run over a demonstration once, of which any stretch can be looked at.
struct MixtureStream {
  fileprivate let chain: SwitchChain
  fileprivate let evidence: SwitchChain.Evidence
  /// The filter before each row.
  fileprivate let filters: [SwitchChain.Filter]

  init(_ model: SkillMixture, _ series: DemonstrationSeries) {
    chain = model.chain
    evidence = model.evidence(of: series)
    var filter = SwitchChain.Filter(skills: chain.skills)
    var filters: [SwitchChain.Filter] = []
    for row in 0..<series.count {
      filters.append(filter)
      chain.advance(&filter, row, evidence)
    }
    self.filters = filters
  }

  /// The probability that another skill began with each row of a stretch, given the rows up to its
  /// end; 0 for the first row of all.
  func handOver(_ rows: Range<Int>) -> [Float] {
    guard !rows.isEmpty else { return [] }
    let posterior = chain.smooth(evidence, rows: rows, from: filters[rows.lowerBound])
    let K = chain.skills
    return rows.indices.map { row in
      if row == 0 { return 0 }
      let start = (row - rows.lowerBound) * K
      return Float(posterior.began[start..<start + K].reduce(0, +))
    }
  }
}

extension MixtureStream {
  /// The probability that a skill ended before each row of a stretch.
  func ended(_ skill: Int, _ rows: Range<Int>) -> [Float] {
    guard !rows.isEmpty else { return [] }
    let posterior = chain.smooth(evidence, rows: rows, from: filters[rows.lowerBound])
    return rows.indices.map { row in
      row == 0 ? 0 : Float(posterior.ended[(row - rows.lowerBound) * chain.skills + skill])
    }
  }
}

extension SkillMixtureDetector {
  /// The evidence of each skill's end in whole demonstrations: `[skill][demonstration][row]`.
  ///
  /// - Parameter member: which of the mixtures.
  public func endings(of member: Int, _ series: [DemonstrationSeries]) -> [[[Float]]] {
    let streams = series.map { MixtureStream(members[member], $0) }
    return (0..<members[member].shape.skills).map { skill in
      zip(streams, series).map { $0.ended(skill, 0..<$1.count) }
    }
  }
}

extension SkillMixture {
  /// Rows that are encoded at once.
  private static let chunk = 1024

  /// What the chain needs to know of a whole demonstration.
  func evidence(of series: DemonstrationSeries) -> SwitchChain.Evidence {
    var whole = SwitchChain.Evidence(logLikelihood: [], endLogit: [], initiation: [])
    for start in stride(from: 0, to: series.count, by: Self.chunk) {
      let rows = start..<min(series.count, start + Self.chunk)
      let part = evidence(SeriesBatch(series, rows: rows))
      whole.logLikelihood += part.logLikelihood
      whole.endLogit += part.endLogit
      whole.initiation += part.initiation
    }
    return whole
  }
}
