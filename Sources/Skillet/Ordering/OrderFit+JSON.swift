internal import Annotations

extension OrderFit {
  /// The text of the document.
  public func jsonText() throws(SkilletError) -> String {
    do {
      return try json.text()
    } catch {
      throw SkilletError(.failed, "cannot write the order: \(error.description)")
    }
  }

  private var json: JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return .object([
      JSONMember("schema", .string(Self.schema)), JSONMember("version", .string(version)),
      JSONMember("task", task.map { .string($0) } ?? .null),
      JSONMember("sources", .array(sources.map { .string($0) })),
      JSONMember("rankings", .number(rankings)),
      JSONMember(
        "items",
        .array(
          items.map { item in
            .object([
              JSONMember("item", .string(item.item)), JSONMember("worth", .number(item.worth)),
              JSONMember("logWorth", .number(item.logWorth)),
              JSONMember("standardError", number(item.standardError)),
              JSONMember("rank", .integer(Int64(item.rank))),
              JSONMember("quasiVariance", number(item.quasiVariance)),
              JSONMember("seen", .number(item.seen)),
              JSONMember("repeated", .number(item.repeated)),
            ])
          })),
      JSONMember("logLikelihood", .number(logLikelihood)),
      JSONMember("iterations", .integer(Int64(iterations))),
      JSONMember("converged", .bool(converged)),
      JSONMember(
        "ties",
        .array(
          ties.map { tie in
            .object([
              JSONMember("order", .integer(Int64(tie.order))),
              JSONMember("logParameter", .number(tie.logParameter)),
              JSONMember("standardError", number(tie.standardError)),
            ])
          })),
      JSONMember(
        "components", .array(components.map { .array($0.map { .string($0) }) })),
      JSONMember("npseudo", .number(pseudoRankings)), JSONMember("ridge", .number(ridge)),
      JSONMember("errorsCountPenalty", .bool(errorsCountPenalty)),
      JSONMember(
        "before",
        before.map { rows in .array(rows.map { .array($0.map { .number($0) }) }) } ?? .null),
    ])
  }

  /// Reads a document that `skillet order fit` wrote; throws (65) where it is damaged.
  public init(readingFrom path: String) throws(SkilletError) {
    guard path == "-" || OutputPlace.kind(of: path) == .file else {
      throw SkilletError(
        .noInput, "\(path): there is no such file; give what skillet order fit --out wrote")
    }
    let text = try StandardInput.text(of: path)
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text, file: path)
    } catch {
      throw SkilletError(error)
    }
    func fault(_ reason: String) -> SkilletError {
      SkilletError(
        .badData,
        "\(path): cannot read the order: \(reason); give what skillet order fit --out wrote")
    }
    guard json["schema"]?.string == Self.schema else {
      throw fault("it does not call itself \(Self.schema)")
    }
    task = json["task"]?.string
    sources = (json["sources"]?.array ?? []).compactMap(\.string)
    guard let rankings = json["rankings"]?.number, rankings > 0 else {
      throw fault("rankings is missing")
    }
    self.rankings = rankings
    var items: [Item] = []
    for (place, value) in (json["items"]?.array ?? []).enumerated() {
      guard let item = Self.item(value, limit: rankings) else {
        throw fault("items[\(place)] is damaged")
      }
      items.append(item)
    }
    guard items.count > 1 else { throw fault("it holds fewer than two items") }
    guard Set(items.map(\.item)).count == items.count else { throw fault("an item stands twice") }
    guard zip(items, items.dropFirst()).allSatisfy({ $0.logWorth >= $1.logWorth }) else {
      throw fault("the items are not in their order")
    }
    self.items = items
    guard let likelihood = json["logLikelihood"]?.number,
      let iterations = json["iterations"]?.integer, case .bool(let converged)? = json["converged"]
    else { throw fault("logLikelihood, iterations or converged is missing") }
    (logLikelihood, self.iterations, self.converged) = (likelihood, iterations, converged)
    ties = (json["ties"]?.array ?? []).compactMap { value in
      guard let order = value["order"]?.integer, let number = value["logParameter"]?.number else {
        return nil
      }
      return Tie(
        order: order, logParameter: number, standardError: value["standardError"]?.number)
    }
    components = (json["components"]?.array ?? []).map { ($0.array ?? []).compactMap(\.string) }
    pseudoRankings = json["npseudo"]?.number ?? 0
    ridge = json["ridge"]?.number ?? 0
    errorsCountPenalty = json["errorsCountPenalty"] == .bool(true)
    if let rows = json["before"]?.array {
      let counts = rows.map { ($0.array ?? []).compactMap(\.number) }
      guard counts.count == items.count, counts.allSatisfy({ $0.count == items.count }) else {
        throw fault("before is not a square of numbers")
      }
      before = counts
    }
  }

  private static func item(_ value: JSONValue, limit: Double) -> Item? {
    guard let name = value["item"]?.string, let worth = value["worth"]?.number,
      let logWorth = value["logWorth"]?.number, let rank = value["rank"]?.integer,
      let seen = value["seen"]?.number, (0...limit * (1 + 1e-9)).contains(seen)
    else { return nil }
    return Item(
      item: name, worth: worth, logWorth: logWorth, standardError: value["standardError"]?.number,
      quasiVariance: value["quasiVariance"]?.number, rank: rank, seen: seen,
      repeated: value["repeated"]?.number ?? 0)
  }
}
