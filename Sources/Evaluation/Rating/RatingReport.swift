public import Annotations

/// What the rating protocol says: of the scores, of the baselines, of chance.
public struct RatingReport: Sendable, Hashable {
  /// A scorer in one set.
  public struct Part: Sendable, Hashable {
    /// Spearman's rho.
    public var spearman: Double
    /// Pairs put right, of all with different reference scores.
    public var pairs: Ratio
  }

  /// A scorer over all sets.
  public struct Scorer: Sendable, Hashable {
    /// What it is called.
    public var name: String
    /// Its part in each set.
    public var parts: [Part]

    init(_ name: String, _ parts: [Part]) { (self.name, self.parts) = (name, parts) }
  }

  /// Where scores in random order lie.
  public struct Chance: Sendable, Hashable {
    /// Spearman's rho.
    public var spearman: Bootstrap.Interval
    /// The share of pairs put right.
    public var pairs: Bootstrap.Interval
  }

  /// Items in the sets.
  public let items: Int
  /// The sets, by name.
  public let sets: [String]
  /// The scores first, then the baselines that could be measured.
  public let scorers: [Scorer]
  /// What chance reaches.
  public let chance: Chance
  /// How intervals over sets are found.
  public let bootstrap: Bootstrap

  /// The figures of a scorer with their intervals over sets.
  public func figures(
    of scorer: Scorer
  ) -> (spearman: Bootstrap.Interval?, pairs: Bootstrap.Interval?) {
    (
      bootstrap.interval(of: scorer.parts.map(\.spearman)),
      bootstrap.interval(ofRatios: scorer.parts.map(\.pairs))
    )
  }

  /// The scores less a baseline, set by set.
  public func difference(
    to other: Scorer
  ) -> (spearman: Bootstrap.Interval?, pairs: Bootstrap.Interval?) {
    (
      bootstrap.pairedDifference(
        scorers[0].parts.map(\.spearman), other.parts.map(\.spearman)),
      bootstrap.pairedDifference(
        ofRatios: scorers[0].parts.map(\.pairs), other.parts.map(\.pairs))
    )
  }

  /// A table a scorer, and one a set.
  public var text: String {
    func cell(_ value: Bootstrap.Interval?) -> String {
      guard let value else { return "–" }
      guard let low = value.low, let high = value.high else { return value.mean.fixed(3) }
      return "\(value.mean.fixed(3)) [\(low.fixed(3)), \(high.fixed(3))]"
    }
    var rows = [["", "Spearman", "pairs put right"]]
    for scorer in scorers {
      let figures = figures(of: scorer)
      rows.append([scorer.name, cell(figures.spearman), cell(figures.pairs)])
    }
    rows.append(["chance", cell(chance.spearman), cell(chance.pairs)])
    for scorer in scorers.dropFirst() {
      let figures = difference(to: scorer)
      rows.append(["score less \(scorer.name)", cell(figures.spearman), cell(figures.pairs)])
    }
    let names = scorers.map { String($0.name.split(separator: ",")[0]) }
    let sets =
      [["set"] + names]
      + self.sets.indices.map { i in
        [self.sets[i]] + scorers.map { $0.parts[i].spearman.fixed(3) }
      }
    let pairs = Int(scorers[0].parts.reduce(0) { $0 + $1.pairs.denominator })
    return TextTable.text(sets) + "\n" + TextTable.text(rows) + "\n"
      + """
      Protocol rating: \(items) items in \(self.sets.count) sets, \(pairs) pairs with different \
      reference scores.
      Spearman: mean over sets, equal values share a rank; pairs: pooled, equal scores count half.
      Baselines have the direction that suits the truth better. Chance: 500 random orders.
      \(bootstrap.sentence(videos: self.sets.count).replacingVideos)

      """
  }

  /// The report as one object: `protocol`, `scorers`, `chance`, `sets`.
  public var json: JSONValue {
    func interval(_ value: Bootstrap.Interval?) -> JSONValue { value?.json ?? .null }
    func figures(_ pair: (Bootstrap.Interval?, Bootstrap.Interval?)) -> [JSONMember] {
      [JSONMember("spearman", interval(pair.0)), JSONMember("pairs", interval(pair.1))]
    }
    return .object([
      JSONMember(
        "protocol",
        .object(
          [
            JSONMember("name", .string("rating")), JSONMember("items", .integer(Int64(items))),
            JSONMember("sets", .integer(Int64(sets.count))),
          ] + bootstrap.json)),
      JSONMember(
        "scorers",
        .array(
          scorers.enumerated().map { place, scorer in
            var members = [JSONMember("name", .string(scorer.name))]
            members += figures(self.figures(of: scorer))
            if place > 0 {
              members.append(
                JSONMember("scoreLessThis", .object(figures(difference(to: scorer)))))
            }
            return .object(members)
          })),
      JSONMember("chance", .object(figures((chance.spearman, chance.pairs)))),
      JSONMember(
        "sets",
        .array(
          sets.enumerated().map { i, name in
            .object([
              JSONMember("name", .string(name)),
              JSONMember("spearman", .array(scorers.map { .number($0.parts[i].spearman) })),
              JSONMember(
                "pairs", .array(scorers.map { JSONValue($0.parts[i].pairs.value) })),
            ])
          })),
    ])
  }
}

extension String {
  /// The sentence about intervals, of sets.
  fileprivate var replacingVideos: String {
    replacing("one video", with: "one set").replacing(" videos,", with: " sets,")
  }
}
