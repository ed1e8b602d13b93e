public import Annotations

extension ScoreReport {
  /// The report as one JSON object: `protocol`, `figures` by key, `videos`.
  public var json: JSONValue {
    .object([
      JSONMember(
        "protocol",
        .object(
          [JSONMember("name", .string(name))] + settings + bootstrap.json
            + [JSONMember("rules", .array(rules.map { .string($0) }))])),
      JSONMember("figures", .object(figures.map { JSONMember($0.key, json(of: $0)) })),
      JSONMember("videos", .array(videos.indices.map(json(ofVideo:)))),
    ])
  }

  private func json(of figure: Figure) -> JSONValue {
    let estimate = figure.estimate(bootstrap)
    let chance = figure.chance
    return .object([
      JSONMember("title", .string(figure.title)), JSONMember("unit", .string(figure.unit.rawValue)),
      JSONMember("overVideos", .string(figure.averaging.rawValue)),
      JSONMember("value", JSONValue(estimate?.mean)), JSONMember("low", JSONValue(estimate?.low)),
      JSONMember("high", JSONValue(estimate?.high)),
      JSONMember("uniform", JSONValue(chance.uniform)),
      JSONMember("random", JSONValue(chance.random)),
    ])
  }

  private func json(ofVideo index: Int) -> JSONValue {
    .object(
      [JSONMember("name", .string(videos[index]))]
        + figures.filter { $0.averaging != .whole }.map {
          JSONMember($0.key, JSONValue($0.score(ofVideo: index)))
        })
  }
}
