internal import Mustache

/// One self-contained page that draws the usual order of steps.
///
/// Like ``Report`` it holds its style, runs no script and fetches nothing.
public struct OrderFitReport {
  let fit: OrderFit
  let command: [String]

  /// Prepares the page of a fit; `command` is printed on it.
  public init(_ fit: OrderFit, command: [String]) {
    (self.fit, self.command) = (fit, command)
  }

  /// The page; every text of the files is escaped.
  public func html() throws(SkilletError) -> String {
    try orderPage(orderFitTemplate, OrderFitPage(self))
  }
}

/// Renders one of the pages on orders.
func orderPage(_ template: String, _ page: some Any) throws(SkilletError) -> String {
  MustacheContentTypes.register(MarkupEscape(), named: MarkupEscape.name)
  do {
    return try MustacheTemplate(string: template).render(page)
  } catch {
    throw SkilletError(.failed, "cannot write the report: \(error)")
  }
}

/// What the template of the page reads.
struct OrderFitPage {
  var style = reportStyle + orderStyle
  var version = skilletVersion
  var command: String
  var title: String
  var summary: [ReportPage.Fact]
  var facts: [ReportPage.Fact]
  var rows: [Row]
  var ticks: [Tick]
  var warnings: [String]
  var hasWarnings: Bool
  var matrix: [MatrixRow]
  var columns: [String]
  var hasMatrix: Bool
  var matrixNote: String

  /// Steps up to which the matrix is drawn.
  static let matrixLimit = 40

  struct Row {
    var rank: String
    var step: String
    var low: String
    var width: String
    var middle: String
    var hasInterval: Bool
    var logWorth: String
    var interval: String
    var worth: String
    var seen: String
  }

  struct Tick {
    var left: String
    var label: String
  }

  struct MatrixRow {
    var rank: String
    var step: String
    var cells: [Cell]
  }

  struct Cell {
    var share: String
    var text: String
    var words: String
    var isSelf: Bool
  }

  init(_ report: OrderFitReport) {
    let fit = report.fit
    command = ReportNotation.shell(report.command)
    title = fit.task ?? "The order of \(fit.items.count) steps"
    summary = [
      .init("steps", ReportNotation.count(fit.items.count)),
      .init("rankings", OrderFit.number(fit.rankings)),
      .init("log-likelihood", ReportNotation.fixed(fit.logLikelihood, 2)),
      .init("groups", ReportNotation.count(fit.components.count)),
    ]
    facts = [
      .init("Model", "Plackett-Luce" + (fit.ties.isEmpty ? "" : " with ties")),
      .init("Iterations", "\(fit.iterations), converged"),
      .init("Pseudo-rankings", OrderFit.number(fit.pseudoRankings)),
      .init("Ridge", ReportNotation.short(fit.ridge)),
    ]
    facts += fit.ties.map {
      .init("Ties of \($0.order)", "log parameter \(ReportNotation.fixed($0.logParameter, 2))")
    }
    facts += fit.sources.prefix(8).map { .init("Read", $0) }
    let ends = fit.items.flatMap { item in
      [item.interval?.lowerBound ?? item.logWorth, item.interval?.upperBound ?? item.logWorth]
    }
    let (least, most) = (ends.min() ?? 0, ends.max() ?? 1)
    let span = max(most - least, 1e-9)
    // The first step stands at the left, where its log-worth is greatest.
    func place(_ value: Double) -> Double { (most - value) / span * 100 }
    rows = fit.items.map { item in
      let low = place(item.interval?.upperBound ?? item.logWorth)
      let high = place(item.interval?.lowerBound ?? item.logWorth)
      return Row(
        rank: "\(item.rank)", step: item.item, low: TimeAxis.decimal(low),
        width: TimeAxis.decimal(high - low), middle: TimeAxis.decimal(place(item.logWorth)),
        hasInterval: item.interval != nil, logWorth: ReportNotation.fixed(item.logWorth, 2),
        interval: item.interval.map {
          "\(ReportNotation.fixed($0.lowerBound, 2)) to \(ReportNotation.fixed($0.upperBound, 2))"
        } ?? "–", worth: OrderFit.worth(item.worth),
        seen: "\(OrderFit.number(item.seen)) of \(OrderFit.number(fit.rankings))")
    }
    let step = Self.step(span / 5)
    ticks = stride(from: (most / step).rounded(.down) * step, through: least, by: -step).map {
      Tick(
        left: TimeAxis.decimal(place($0)),
        label: ReportNotation.fixed($0, step < 1 ? 1 : 0))
    }
    warnings = fit.notes
    hasWarnings = !warnings.isEmpty
    hasMatrix = fit.items.count <= Self.matrixLimit
    columns = hasMatrix ? fit.items.map { "\($0.rank)" } : []
    matrix = hasMatrix ? fit.items.indices.map { Self.row($0, fit) } : []
    matrixNote =
      "The probability, in per cent, that the row's step comes before the column's by the model. "
      + "Hover for the interval and for what was seen. About 50: the two may be swapped."
  }

  private static func row(_ row: Int, _ fit: OrderFit) -> MatrixRow {
    let cells = fit.items.indices.map { column -> Cell in
      if row == column { return Cell(share: "0", text: "", words: "", isSelf: true) }
      let chance = fit.probability(of: row, before: column)
      let interval = fit.interval(of: row, before: column).map {
        " (\(percent($0.lowerBound)) to \(percent($0.upperBound)) %)"
      }
      let counts = fit.before.map { before in
        "; seen in \(OrderFit.number(before[row][column])) of "
          + "\(OrderFit.number(before[row][column] + before[column][row])) rankings"
      }
      return Cell(
        share: TimeAxis.decimal(max(chance - 0.5, 0) * 2), text: percent(chance),
        words: "\(fit.items[row].item) before \(fit.items[column].item): \(percent(chance)) %"
          + (interval ?? "") + (counts ?? ""), isSelf: false)
    }
    return MatrixRow(rank: "\(fit.items[row].rank)", step: fit.items[row].item, cells: cells)
  }

  private static func percent(_ chance: Double) -> String { ReportNotation.fixed(chance * 100, 0) }

  /// The next round number of 1, 2, 5 times a power of ten.
  private static func step(_ least: Double) -> Double {
    var power = 1e-6
    while power * 10 <= least { power *= 10 }
    return [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? 10 * power
  }
}
