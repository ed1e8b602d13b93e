internal import LinearAlgebra

/// The model of greatest likelihood for some rankings, and how sure it is.
public struct PlackettLuceFit: Sendable {
  /// How a model is fitted.
  public struct Settings: Sendable, Hashable {
    /// How often every item wins and loses against a made item of its own, so that all are connected
    /// (the R package PlackettLuce's `npseudo`); 0 adds nothing.
    public var pseudoRankings: Double
    /// Whether pseudo-rankings are added even where the rankings connect all items.
    public var alwaysAddsPseudoRankings: Bool
    /// The strength of a penalty `ridge / 2 * sum(logWorth^2)`; 0 penalises nothing.
    public var ridge: Double
    /// A step that changes no parameter by more ends the search.
    public var tolerance: Double
    /// Newton steps at most.
    public var iterationLimit: Int
    /// Whether standard errors are computed, which cost the number of items cubed.
    public var standardErrors: Bool

    /// Chooses how a model is fitted.
    public init(
      pseudoRankings: Double = 0, alwaysAddsPseudoRankings: Bool = false, ridge: Double = 0,
      tolerance: Double = 1e-8, iterationLimit: Int = 200, standardErrors: Bool = true
    ) {
      self.pseudoRankings = pseudoRankings
      self.alwaysAddsPseudoRankings = alwaysAddsPseudoRankings
      self.ridge = ridge
      self.tolerance = tolerance
      self.iterationLimit = iterationLimit
      self.standardErrors = standardErrors
    }
  }

  /// The model.
  public let model: PlackettLuce
  /// The log-likelihood of the rankings, without pseudo-rankings and penalty.
  public let logLikelihood: Double
  /// Newton steps that were taken.
  public let iterations: Int
  /// Whether the last step was below the tolerance; a fit that is returned has converged.
  public let converged: Bool
  /// The strong components of the rankings as they are, before pseudo-rankings.
  public let components: [[Int]]
  /// The pseudo-rankings that were added for each item; 0 where there was no need.
  public let pseudoRankings: Double
  /// The penalty.
  public let ridge: Double
  /// The covariance of the centred log-worths, row-major, from the curvature of the log-likelihood at
  /// the estimate; nil where it was not asked for, or has no inverse.
  public let covariance: [Double]?
  /// The standard error of each tie's log parameter, in the order of the model's; nil likewise.
  public let tieErrors: [Double]?
  /// Whether the curvature counts the ridge, or pseudo-rankings without which it has no inverse.
  public let errorsCountPenalty: Bool

  /// Fits the model by ``TruncatedNewton``.
  ///
  /// Throws where the rankings do not connect the items and neither pseudo-rankings nor a ridge do,
  /// and where the search does not converge. Cost: some tens of passes over the rankings, and the
  /// number of items cubed for the standard errors.
  public init(
    _ rankings: RankingSet, settings: Settings = Settings()
  ) throws(OrderingError) {
    let n = rankings.itemCount
    guard n > 1, rankings.comparesAny else { throw .nothingToCompare }
    let network = PrecedenceNetwork(rankings)
    components = network.components
    let adds =
      settings.pseudoRankings > 0 && (!network.isConnected || settings.alwaysAddsPseudoRankings)
    guard network.isConnected || adds || settings.ridge > 0 else {
      throw .disconnected(network.components)
    }
    let fitted = adds ? rankings.connected(by: settings.pseudoRankings) : rankings
    let sizes = rankings.tieSizes
    let orders = sizes.keys.filter { $0 > 1 }.sorted()
    for order in orders where !fitted.decidesTies(of: order) { throw .alwaysTied(order: order) }

    let likelihood = PenalisedLikelihood(
      likelihood: orders.isEmpty
        ? UntiedLikelihood(fitted) : TiedLikelihood(fitted, tieOrders: orders),
      ridge: settings.ridge)
    let result = TruncatedNewton(
      likelihood: likelihood, tolerance: settings.tolerance, limit: settings.iterationLimit
    ).maximise(from: [Double](repeating: 0, count: fitted.itemCount + orders.count))
    guard result.converged else { throw .notConverged(iterations: result.iterations) }

    let model = PlackettLuce(
      logWorths: Array(result.parameters.prefix(n)),
      ties: zip(orders, result.parameters.dropFirst(fitted.itemCount)).map {
        .init(order: $0, logParameter: $1)
      })
    self.model = model
    logLikelihood = model.logLikelihood(of: rankings)
    (iterations, converged) = (result.iterations, true)
    pseudoRankings = adds ? settings.pseudoRankings : 0
    ridge = settings.ridge
    var spread: ParameterSpread?
    var isPenalised = settings.ridge > 0
    if settings.standardErrors {
      // What pseudo-rankings add is no knowledge, so their curvature does not count where the
      // rankings' own has an inverse.
      let own = PenalisedLikelihood(
        likelihood: orders.isEmpty
          ? UntiedLikelihood(rankings) : TiedLikelihood(rankings, tieOrders: orders),
        ridge: settings.ridge)
      let point = model.logWorths + model.ties.map(\.logParameter)
      spread = ParameterSpread(own, at: point, items: n)
      if spread == nil, adds {
        spread = ParameterSpread(likelihood, at: result.parameters, items: n)
        isPenalised = true
      }
    }
    covariance = spread?.covariance
    tieErrors = spread?.tieErrors
    errorsCountPenalty = isPenalised
  }

  /// The standard error of each centred log-worth; nil where there is no covariance.
  public var standardErrors: [Double]? {
    let n = model.logWorths.count
    return covariance.map { values in
      (0..<n).map { max(values[$0 * n + $0], 0).squareRoot() }
    }
  }

  /// The standard error of the difference of two log-worths; nil where there is no covariance.
  public func standardError(ofDifference a: Int, _ b: Int) -> Double? {
    let n = model.logWorths.count
    return covariance.map { values in
      max(values[a * n + a] + values[b * n + b] - 2 * values[a * n + b], 0).squareRoot()
    }
  }
}

/// The covariance of the parameters: the inverse of the information, after centring.
private struct ParameterSpread {
  let covariance: [Double]
  let tieErrors: [Double]

  init?(_ likelihood: PenalisedLikelihood, at parameters: [Double], items: Int) {
    var information = likelihood.information(parameters)
    let size = parameters.count
    let all = likelihood.likelihood.itemCount
    // The information is blind to a shift of all log-worths; the inverse after this addition differs
    // from the generalised one only along that shift, which centring takes away.
    var mean = 0.0
    for index in 0..<all { mean += information[index * size + index] / Double(all * all) }
    for row in 0..<all {
      for column in 0..<all { information[row * size + column] += mean }
    }
    guard mean > 0, let inverse = inverse(ofPositiveDefinite: information, size: size) else {
      return nil
    }
    var means = [Double](repeating: 0, count: items)
    for row in 0..<items {
      for column in 0..<items { means[row] += inverse[row * size + column] / Double(items) }
    }
    let centre = means.reduce(0, +) / Double(items)
    var covariance = [Double](repeating: 0, count: items * items)
    for row in 0..<items {
      for column in 0..<items {
        covariance[row * items + column] =
          inverse[row * size + column] - means[row] - means[column] + centre
      }
    }
    self.covariance = covariance
    tieErrors = (all..<size).map { max(inverse[$0 * size + $0], 0).squareRoot() }
  }
}
