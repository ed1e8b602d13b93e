internal import Annotations

/// One self-contained page on what departs in a demonstration.
public struct OrderCheckReport {
  let check: OrderCheck
  let command: [String]

  /// Prepares the page of a check; `command` is printed on it.
  public init(_ check: OrderCheck, command: [String]) {
    (self.check, self.command) = (check, command)
  }

  /// The page; every text of the files is escaped.
  public func html() throws(SkilletError) -> String {
    try orderPage(orderCheckTemplate, OrderCheckPage(self))
  }
}

/// What the template of the page reads.
struct OrderCheckPage {
  var style = reportStyle + discoveryStyle + orderStyle
  var version = skilletVersion
  var command: String
  var title: String
  var summary: [ReportPage.Fact]
  var facts: [ReportPage.Fact]
  var warnings: [String] = []
  var hasWarnings = false
  var blocks: [Block]
  var axisTicks: [TimeAxis.Tick]
  var departures: [Row]
  var hasDepartures: Bool

  struct Block {
    var number: String
    var kind: String
    var left: String
    var width: String
    var time: String
    var step: String
    var rank: String
    var words: String
  }

  struct Row {
    var kind: String
    var name: String
    var time: String
    var step: String
    var reason: String
  }

  init(_ report: OrderCheckReport) {
    let check = report.check
    command = ReportNotation.shell(report.command)
    title = check.demonstration.name
    summary =
      [.init("steps", ReportNotation.count(check.demonstration.steps.count))]
      + OrderCheck.Departure.Kind.allCases.map { kind in
        .init(
          kind.name, ReportNotation.count(check.departures.count { $0.kind == kind }))
      }
    facts = [
      .init("Task", check.fit.task ?? "–"),
      .init("Against", "\(OrderFit.number(check.fit.rankings)) demonstrations"),
      .init("Out of order from", ReportNotation.fixed(check.settings.sure * 100, 0) + " %"),
      .init("Missing from", ReportNotation.fixed(check.settings.usual * 100, 0) + " % of them"),
    ]
    departures = check.departures.map { departure in
      Row(
        kind: departure.kind.rawValue, name: departure.kind.name, time: check.time(departure),
        step: departure.step, reason: check.reason(departure))
    }
    hasDepartures = !departures.isEmpty

    let steps = check.demonstration.steps
    let isTimed = steps.allSatisfy { $0.seconds != nil }
    let starts = steps.indices.map { isTimed ? steps[$0].seconds?.lowerBound ?? 0 : Double($0) }
    let ends = steps.indices.map { place in
      isTimed ? steps[place].seconds?.upperBound ?? 0 : Double(place + 1)
    }
    let axis = TimeAxis(start: min(0, starts.min() ?? 0), end: ends.max() ?? 1)
    axisTicks = isTimed ? axis.ticks : []
    let ranks = Dictionary(
      check.fit.items.map { ($0.item, $0.rank) }, uniquingKeysWith: { one, _ in one })
    blocks = steps.indices.map { place in
      let kind = check.departures.last { $0.place == place }?.kind.rawValue ?? "fine"
      let (left, right) = (axis.percent(starts[place]), axis.percent(ends[place]))
      return Block(
        number: "\(place + 1)", kind: kind, left: TimeAxis.decimal(left),
        width: TimeAxis.decimal(max(right - left, 0)), time: check.time(place),
        step: steps[place].label, rank: ranks[steps[place].label].map { "\($0)" } ?? "–",
        words: "\(check.time(place)) \(steps[place].label)")
    }
  }
}
