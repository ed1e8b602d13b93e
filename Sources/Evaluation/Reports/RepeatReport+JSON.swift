public import Annotations

extension RepeatReport {
  /// The runs as one JSON object: `protocol`, `runs`, `figures` by key, `videos`.
  public var json: JSONValue {
    .object([
      JSONMember(
        "protocol", .object([JSONMember("name", .string(report.name))] + report.settings)),
      JSONMember("runs", .array(runs.map { .string($0) })),
      JSONMember(
        "figures",
        .object(
          rows.map { row in
            JSONMember(
              row.figure.key,
              .object([
                JSONMember("values", .array(row.values.map { .number($0) })),
                JSONMember("mean", JSONValue(row.mean)),
                JSONMember("spread", JSONValue(row.spread)),
                JSONMember("spreadWithinVideos", JSONValue(row.spreadWithinVideos)),
                JSONMember("spreadOverVideos", JSONValue(row.spreadOverVideos)),
              ]))
          })),
      JSONMember(
        "videos",
        .array(
          report.videos.enumerated().map { index, name in
            .object(
              [JSONMember("name", .string(name))]
                + rows.filter { $0.figure.averaging != .whole }.map {
                  JSONMember($0.figure.key, .array($0.videos[index].map { .number($0) }))
                })
          })),
    ])
  }
}
