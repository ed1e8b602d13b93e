/// Where the skills of a mixture hand over, given actions.
public struct SkillTurns: Sendable {
  /// The probability that another skill began with the row.
  public var handOver: [Float]
  /// The most probable skill of each row.
  public var skill: [Int32]
  /// `rows * skills`: the probability that each skill ended before the row.
  public var ended: [Float]
  /// The mean negative log-likelihood of an action, in nats.
  public var loss: Double
}

extension SkillMixture {
  /// Rows that are encoded at once.
  private static let chunk = 1024

  /// The turns of a whole demonstration, each row judged by all of them (smoothed).
  public func turns(_ series: DemonstrationSeries) -> SkillTurns {
    let evidence = evidence(of: series)
    let posterior = chain.smooth(evidence, rows: 0..<series.count)
    return turns(posterior, count: series.count)
  }

  /// The turns as a stream sees them: each row judged by those before it and `lookAhead` after.
  public func turns(_ series: DemonstrationSeries, lookAhead: Int) -> SkillTurns {
    let evidence = evidence(of: series)
    var filter = SwitchChain.Filter(skills: shape.skills)
    var result = SkillTurns(handOver: [], skill: [], ended: [], loss: 0)
    for row in 0..<series.count {
      let end = min(series.count, row + lookAhead + 1)
      let window = chain.smooth(evidence, rows: row..<end, from: filter)
      let part = turns(window, count: 1)
      result.handOver += part.handOver
      result.skill += part.skill
      result.ended += part.ended
      chain.advance(&filter, row, evidence)
    }
    if !result.handOver.isEmpty { result.handOver[0] = 0 }
    result.loss = -filter.logLikelihood / Double(max(1, series.count))
    return result
  }

  private func evidence(of series: DemonstrationSeries) -> SwitchChain.Evidence {
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

  private func turns(_ posterior: SwitchChain.Posterior, count: Int) -> SkillTurns {
    let K = shape.skills
    var result = SkillTurns(
      handOver: [], skill: [], ended: [],
      loss: -posterior.logLikelihood / Double(max(1, count)))
    for row in 0..<count {
      let part = row * K..<(row + 1) * K
      result.handOver.append(Float(posterior.began[part].reduce(0, +)))
      let best = part.max { posterior.skill[$0] < posterior.skill[$1] } ?? row * K
      result.skill.append(Int32(best - row * K))
      result.ended += posterior.ended[part].map { Float($0) }
    }
    if count > 1 { result.handOver[0] = 0 }
    return result
  }
}
