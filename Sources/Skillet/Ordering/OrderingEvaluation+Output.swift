internal import Evaluation
internal import Foundation

extension OrderingEvaluation {
  /// The figures of models that differ in their seed alone.
  struct Group {
    var recipe: String
    var models: [Row]

    /// For each video the mean over the models.
    func values(_ figure: (Figures) -> Double) -> [Double] {
      models[0].figures.indices.map { video in
        models.reduce(0) { $0 + figure($1.figures[video]) } / Double(models.count)
      }
    }
  }

  static let columns: [(name: String, key: String, figure: @Sendable (Figures) -> Double)] = [
    ("tau, all segments", "tauWhole", \.whole), ("tau, short lists", "tauShort", \.short),
    ("exact, short lists", "exactShort", \.exact),
  ]

  var groups: [Group] {
    var groups: [Group] = []
    for row in rows {
      if let place = groups.firstIndex(where: { $0.recipe == row.recipe }) {
        groups[place].models.append(row)
      } else {
        groups.append(Group(recipe: row.recipe, models: [row]))
      }
    }
    return groups
  }

  private var bootstrap: Bootstrap {
    Bootstrap(resamples: settings.bootstrap, seed: settings.seed)
  }

  /// The exact orders that chance gives.
  private var chanceExact: Double {
    1 / (1...settings.length).reduce(1.0) { $0 * Double($1) }
  }

  /// The figures for people.
  public var text: String {
    var lines = [
      "\(videos.count) videos, \(counts.reduce(0, +)) segments; short lists: \(settings.draws) of "
        + "\(settings.length) segments a video; seed \(settings.seed)"
    ]
    for group in groups {
      let seeds = group.models.map { "\($0.settings.seed)" }.joined(separator: ", ")
      lines += ["", "\(group.recipe) (seeds \(seeds))"]
      for (name, _, figure) in Self.columns {
        let singles = group.models.map { model in
          decimals(model.figures.map(figure).reduce(0, +) / Double(videos.count), 3)
        }
        lines.append(
          "  \(name): \(interval(bootstrap.interval(of: group.values(figure))))"
            + (singles.count > 1 ? "; by seed \(singles.joined(separator: " "))" : ""))
      }
    }
    if groups.count == 2 {
      lines += ["", "the first less the second, video by video"]
      for (name, _, figure) in Self.columns {
        let difference = bootstrap.pairedDifference(
          groups[0].values(figure), groups[1].values(figure))
        lines.append("  \(name): \(interval(difference))")
      }
    }
    lines += ["", "the brighter segment first, no model"]
    for (name, _, figure) in Self.columns {
      let values = bootstrap.interval(of: brightness.map(figure))
      lines.append("  \(name): \(interval(values))")
    }
    lines += [
      "", "chance: tau 0.000, exact \(decimals(chanceExact, 4))",
      "brackets: 95 % bootstrap intervals over videos",
    ]
    return lines.joined(separator: "\n")
  }

  private func interval(_ value: Bootstrap.Interval?) -> String {
    guard let value else { return "none" }
    guard let low = value.low, let high = value.high else { return decimals(value.mean, 3) }
    return "\(decimals(value.mean, 3)) [\(decimals(low, 3)), \(decimals(high, 3))]"
  }

  private struct Document: Encodable {
    struct Figure: Encodable {
      var mean: Double
      var low, high: Double?
    }
    struct Entry: Encodable {
      var recipe: String
      var models: [String]
      var seeds: [UInt64]
      var figures: [String: Figure]
      var bySeed: [String: [Double]]
      var byVideo: [String: [Double]]
    }
    let schema = "skillet.evaluation.ordering/1"
    var version: String
    var seed: UInt64
    var videos: [String]
    var segments: [Int]
    var length, draws, bootstrap: Int
    var chanceTau = 0.0
    var chanceExact: Double
    var brighterFirst: [String: Figure] = [:]
    var groups: [Entry]
  }

  /// The figures as one document.
  public func jsonText() throws -> String {
    let entries = groups.map { group in
      var entry = Document.Entry(
        recipe: group.recipe, models: group.models.map(\.file),
        seeds: group.models.map(\.settings.seed), figures: [:], bySeed: [:], byVideo: [:])
      for (_, key, figure) in Self.columns {
        let values = group.values(figure)
        let found = bootstrap.interval(of: values)
        entry.figures[key] = .init(mean: found?.mean ?? 0, low: found?.low, high: found?.high)
        entry.byVideo[key] = values
        entry.bySeed[key] = group.models.map { model in
          model.figures.map(figure).reduce(0, +) / Double(videos.count)
        }
      }
      return entry
    }
    var brighter: [String: Document.Figure] = [:]
    for (_, key, figure) in Self.columns {
      let found = bootstrap.interval(of: brightness.map(figure))
      brighter[key] = .init(mean: found?.mean ?? 0, low: found?.low, high: found?.high)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(
        Document(
          version: skilletVersion, seed: settings.seed, videos: videos, segments: counts,
          length: settings.length, draws: settings.draws, bootstrap: settings.bootstrap,
          chanceExact: chanceExact, brighterFirst: brighter, groups: entries)), as: UTF8.self)
  }
}
