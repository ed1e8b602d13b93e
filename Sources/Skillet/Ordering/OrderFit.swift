internal import Annotations
internal import Foundation
internal import Ordering

/// The order in which the steps of a task are usually done: what `skillet order fit` writes and
/// `skillet order check` reads, `skillet.order/1`.
public struct OrderFit: Sendable, Hashable {
  /// The schema.
  public static let schema = "skillet.order/1"

  /// Skillet's version.
  public var version = skilletVersion
  /// The files that were read.
  public var sources: [String]
  /// The task; nil where the files know none.
  public var task: String?
  /// How many rankings there are, each as often as it was seen.
  public var rankings: Double
  /// The steps, the first in front.
  public var items: [Item]
  /// The log-likelihood of the rankings.
  public var logLikelihood: Double
  /// Newton steps that were taken.
  public var iterations: Int
  /// Whether the search converged; a fit that did not is never written.
  public var converged: Bool
  /// The orders of tie that were seen, and the logarithm of each one's parameter.
  public var ties: [Tie]
  /// Groups of steps that the rankings order both ways, a group that always came first in front;
  /// one where the rankings connect all.
  public var components: [[String]]
  /// The pseudo-rankings that were added for each step.
  public var pseudoRankings: Double
  /// The penalty.
  public var ridge: Double
  /// Whether the standard errors rest on the pseudo-rankings or the penalty too, because the rankings
  /// alone give none.
  public var errorsCountPenalty: Bool
  /// In how many rankings the row's step comes before the column's, in the order of ``items``; nil
  /// for more than ``pairLimit`` steps.
  public var before: [[Double]]?
  /// Whether standard errors were asked for.
  private var hasIntervals = true

  /// Steps up to which all pairs are counted and quasi-variances are found.
  static let pairLimit = 300

  /// One step.
  public struct Item: Sendable, Hashable {
    /// The step.
    public var item: String
    /// Its worth; all add up to 1.
    public var worth: Double
    /// The logarithm of the worth, centred over the steps.
    public var logWorth: Double
    /// The standard error of the log-worth; nil where there is none.
    public var standardError: Double?
    /// What the variance of a difference is about the sum of; nil where there is none.
    public var quasiVariance: Double?
    /// The place from 1; equal worths share one.
    public var rank: Int
    /// How many rankings name the step.
    public var seen: Double
    /// How many rankings repeat it.
    public var repeated: Double

    /// The ends of the 95 % interval of the log-worth.
    public var interval: ClosedRange<Double>? {
      standardError.map { (logWorth - 1.96 * $0)...(logWorth + 1.96 * $0) }
    }
  }

  /// One order of tie.
  public struct Tie: Sendable, Hashable {
    /// How many steps share a place.
    public var order: Int
    /// The logarithm of the parameter.
    public var logParameter: Double
    /// Its standard error.
    public var standardError: Double?
  }

  /// How the fit is made.
  public struct Settings: Sendable, Hashable {
    /// Pseudo-rankings for each step; nil adds half a win and half a loss where the rankings do not
    /// connect the steps.
    public var pseudoRankings: Double?
    /// The penalty.
    public var ridge: Double

    /// Whether standard errors are computed, which cost the number of steps cubed.
    public var intervals: Bool

    /// Chooses how the fit is made.
    public init(pseudoRankings: Double? = nil, ridge: Double = 0, intervals: Bool = true) {
      self.pseudoRankings = pseudoRankings
      self.ridge = ridge
      self.intervals = intervals
    }
  }

  /// Fits a Plackett-Luce model to the orders.
  ///
  /// Throws (65) where the rankings do not connect the steps and nothing is to be added, and (1)
  /// where the search does not converge.
  public init(_ orders: StepOrders, settings: Settings = Settings()) throws(SkilletError) {
    let stated = settings.pseudoRankings
    let fit: PlackettLuceFit
    do {
      fit = try PlackettLuceFit(
        orders.rankings,
        settings: .init(
          pseudoRankings: stated ?? (settings.ridge > 0 ? 0 : 0.5),
          alwaysAddsPseudoRankings: stated != nil, ridge: settings.ridge,
          standardErrors: settings.intervals))
    } catch {
      throw Self.fault(error, orders)
    }
    let model = fit.model
    let (worths, order) = (model.worths, model.mostProbableOrder)
    let errors = fit.standardErrors
    let quasi = order.count <= Self.pairLimit ? fit.quasiVariances?.values : nil
    hasIntervals = settings.intervals
    var items: [Item] = []
    for (place, index) in order.enumerated() {
      let isEqual = place > 0 && items[place - 1].logWorth - model.logWorths[index] < 1e-9
      items.append(
        Item(
          item: orders.items[index], worth: worths[index], logWorth: model.logWorths[index],
          standardError: errors?[index], quasiVariance: quasi?[index],
          rank: isEqual ? items[place - 1].rank : place + 1, seen: orders.seen[index],
          repeated: orders.repeated[index]))
    }
    self.items = items
    (sources, task, rankings) = (orders.sources, orders.task, orders.rankings.total)
    (logLikelihood, iterations, converged) = (fit.logLikelihood, fit.iterations, fit.converged)
    ties = model.ties.enumerated().map { place, tie in
      Tie(
        order: tie.order, logParameter: tie.logParameter, standardError: fit.tieErrors?[place])
    }
    components = fit.components.map { $0.map { orders.items[$0] } }
    (pseudoRankings, ridge) = (fit.pseudoRankings, fit.ridge)
    errorsCountPenalty = fit.errorsCountPenalty
    if order.count <= Self.pairLimit {
      let counts = orders.rankings.precedenceCounts
      before = order.map { row in order.map { counts[row * order.count + $0] } }
    }
  }

  /// The probability that one step comes before another where the two are done.
  public func probability(of first: Int, before second: Int) -> Double {
    1 / (1 + exp(items[second].logWorth - items[first].logWorth))
  }

  /// The ends of the 95 % interval of that probability; nil where there are no standard errors.
  public func interval(of first: Int, before second: Int) -> ClosedRange<Double>? {
    guard let one = items[first].quasiVariance, let two = items[second].quasiVariance else {
      return nil
    }
    let gap = items[first].logWorth - items[second].logWorth
    let reach = 1.96 * max(one + two, 0).squareRoot()
    return (1 / (1 + exp(reach - gap)))...(1 / (1 + exp(-reach - gap)))
  }

  /// What a person should know beside the table, a sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if components.count > 1 {
      let added =
        [
          pseudoRankings > 0
            ? "\(decimals(pseudoRankings, 2)) pseudo-rankings won and lost by each step" : nil,
          ridge > 0 ? "a ridge of \(ridge)" : nil,
        ].compactMap { $0 }.joined(separator: " and ")
      notes.append(
        "the orders alone do not connect all steps (\(Self.text(components))); the worths are finite "
          + "only through \(added): read the order, not the distance, between groups")
    } else if pseudoRankings > 0 || ridge > 0 {
      notes.append(
        "worths are drawn together by "
          + (pseudoRankings > 0 ? "\(decimals(pseudoRankings, 2)) pseudo-rankings" : "")
          + (pseudoRankings > 0 && ridge > 0 ? " and " : "")
          + (ridge > 0 ? "a ridge of \(ridge)" : ""))
    }
    let repeats = items.reduce(0) { $0 + $1.repeated }
    if repeats > 0 {
      notes.append(
        "steps are repeated \(count(repeats)) times; one occurrence of each counts (--repeats)")
    }
    if errorsCountPenalty, pseudoRankings > 0 {
      notes.append(
        "the rankings alone give no standard errors; those here rest on the pseudo-rankings too")
    }
    if hasIntervals, items.contains(where: { $0.standardError == nil }) {
      notes.append("there are no standard errors: the curvature has no inverse")
    }
    return notes
  }

  private func count(_ value: Double) -> String {
    value == value.rounded() ? decimals(value, 0) : decimals(value, 2)
  }

  /// The first few groups in words.
  static func text(_ components: [[String]]) -> String {
    let shown = components.prefix(4).map { group in
      "{" + group.prefix(3).map { "\"\($0.printable)\"" }.joined(separator: ", ")
        + (group.count > 3 ? ", and \(group.count - 3) more" : "") + "}"
    }
    return "\(components.count) groups, each always before the next or never compared with it: "
      + shown.joined(separator: ", ")
      + (components.count > 4 ? ", and \(components.count - 4) more" : "")
  }

  private static func fault(_ error: OrderingError, _ orders: StepOrders) -> SkilletError {
    let name = orders.sources.joined(separator: ", ")
    switch error {
    case .disconnected(let components):
      return SkilletError(
        .badData,
        "\(name): cannot estimate the order: the rankings do not connect the items: "
          + text(components.map { $0.map { orders.items[$0] } })
          + "; add pseudo-rankings with --npseudo 0.5, or --ridge 0.1")
    case .alwaysTied(let order):
      return SkilletError(
        .badData,
        "\(name): cannot estimate the order: wherever \(order) items could share a place they did; "
          + "add a ranking without such a tie")
    case .notConverged(let iterations):
      return SkilletError(
        .failed,
        "\(name): cannot estimate the order: the search did not converge in \(iterations) "
          + "iterations; add pseudo-rankings with --npseudo 0.5, or --ridge 0.1")
    case .nothingToCompare:
      return SkilletError(
        .badData,
        "\(name): cannot estimate the order: no ranking compares two items; give rankings of two or "
          + "more")
    }
  }
}
