public import Annotations

extension BoundaryReport {
  /// The report as one JSON object: `protocol`, `mean`, `pooled`, `baselines`, `videos`.
  public var json: JSONValue {
    .object([
      JSONMember("protocol", .object(settings.json)),
      JSONMember(
        "mean",
        .object([
          JSONMember("videos", .integer(Int64(videos.count))),
          JSONMember("precision", precision.json), JSONMember("recall", recall.json),
          JSONMember("f1", f1.json), JSONMember("segmentalF1", segmentalF1.json),
        ])),
      JSONMember(
        "pooled",
        .object([
          JSONMember("boundaries", pooled.json), JSONMember("segments", pooledSegments.json),
          JSONMember("meanDistanceInFrames", meanDistance.map { .number($0) } ?? .null),
          JSONMember("extra", .integer(Int64(pooled.extra))),
          JSONMember("extraPerMinute", extraPerMinute.map { .number($0) } ?? .null),
        ])),
      JSONMember(
        "baselines",
        .object([JSONMember("uniform", uniform.json), JSONMember("random", random.json)])),
      JSONMember("videos", .array(videos.map(\.json))),
    ])
  }
}

extension BoundaryProtocol {
  var json: [JSONMember] {
    let tolerance: JSONMember =
      switch self.tolerance {
      case .frames(let frames): JSONMember("toleranceInFrames", .number(frames))
      case .seconds(let seconds): JSONMember("toleranceInSeconds", .number(seconds))
      }
    return [
      tolerance, JSONMember("matching", .string(rule.rawValue)), JSONMember("iou", .number(iou)),
    ] + bootstrap.json + [JSONMember("randomDraws", .integer(Int64(randomDraws)))]
  }
}

extension BoundaryReport.Video {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("name", .string(name)),
      JSONMember("minutes", minutes.map { .number($0) } ?? .null),
      JSONMember("toleranceInFrames", .number(tolerance)),
      JSONMember("boundaries", boundaries.json), JSONMember("segments", segments.json),
      JSONMember("uniformF1", .number(uniform.f1)), JSONMember("randomF1", .number(random.f1)),
    ])
  }
}

extension BoundaryReport.Baseline {
  fileprivate var json: JSONValue {
    .object([JSONMember("f1", .number(f1)), JSONMember("segmentalF1", .number(segmentalF1))])
  }
}

extension DetectionScore {
  var json: JSONValue {
    .object([
      JSONMember("matched", .integer(Int64(matched))),
      JSONMember("predicted", .integer(Int64(predicted))),
      JSONMember("truth", .integer(Int64(truth))), JSONMember("precision", .number(precision)),
      JSONMember("recall", .number(recall)), JSONMember("f1", .number(f1)),
    ])
  }
}
