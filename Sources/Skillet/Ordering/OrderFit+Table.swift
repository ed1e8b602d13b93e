internal import Evaluation

extension OrderFit {
  /// The order as a table for people.
  public var table: String {
    var rows = [["step", "rank", "log-worth", "95 % interval", "worth", "in rankings"]]
    for item in items {
      let interval = item.interval.map {
        "[\(decimals($0.lowerBound, 2)), \(decimals($0.upperBound, 2))]"
      }
      rows.append([
        Self.short(item.item.printable), "\(item.rank)", decimals(item.logWorth, 2),
        interval ?? "–",
        Self.worth(item.worth), "\(Self.number(item.seen)) of \(Self.number(rankings))",
      ])
    }
    var lines = [TextTable.text(rows)]
    let name = task.map { "\($0.printable): " } ?? ""
    lines.append(
      "\(name)\(items.count) steps in \(Self.number(rankings)) rankings; log-likelihood "
        + "\(decimals(logLikelihood, 2)), \(iterations) iterations, converged")
    for tie in ties {
      let error = tie.standardError.map { ", standard error \(decimals($0, 2))" } ?? ""
      lines.append("ties of \(tie.order): log parameter \(decimals(tie.logParameter, 2))\(error)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A name that leaves room for the figures; the document and the page have it whole.
  private static func short(_ name: String) -> String {
    name.count > 64 ? name.prefix(63) + "…" : name
  }

  /// A count without needless decimals.
  static func number(_ value: Double) -> String {
    value == value.rounded() ? decimals(value, 0) : decimals(value, 2)
  }

  /// A worth with three digits that say something.
  static func worth(_ value: Double) -> String {
    value >= 0.001 ? decimals(value, 3) : value >= 1e-6 ? decimals(value, 6) : "< 0.000001"
  }
}
