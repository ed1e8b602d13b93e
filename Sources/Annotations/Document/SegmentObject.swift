internal import Frames

extension Segment {
  /// The keys of the object; others are unknown.
  static let knownKeys: Set<String> = [
    "index", "start", "end", "skill", "label", "confidence", "surprise", "kind",
  ]

  /// An element of `segments` in a segments document.
  func jsonObject(position: Int, unknown: UnknownKeys) -> JSONValue {
    let place = "segments[\(position)]"
    return .object(
      [
        JSONMember("index", .integer(Int64(index))),
        JSONMember("start", Self.json(of: start, unknown: unknown["\(place).start"])),
        JSONMember("end", Self.json(of: end, unknown: unknown["\(place).end"])),
        JSONMember("skill", skill.map { .integer(Int64($0)) } ?? .null),
        JSONMember("label", label.map { .string($0) } ?? .null),
        JSONMember("confidence", confidence.map { .number($0) } ?? .null),
        JSONMember("surprise", surprise.map { .number($0) } ?? .null),
        JSONMember("kind", kind.map { .string($0.rawValue) } ?? .null),
      ] + unknown[place])
  }

  private static func json(of time: FrameTime, unknown: [JSONMember]) -> JSONValue {
    .object(
      [
        JSONMember("frame", .integer(Int64(time.index))),
        JSONMember("pts", .integer(time.pts)),
        JSONMember("seconds", .number(time.seconds.roundedToMicroseconds)),
      ] + unknown)
  }

  /// Reads the element; what is missing or wrong is written down in `faults`.
  static func read(
    _ value: JSONValue, position: Int, timeBase: Rational, faults: inout [DocumentFault],
    unknown: inout UnknownKeys
  ) -> Segment {
    let place = "segments[\(position)]"
    var reader = ObjectReader(value, at: place)
    let segment = Segment(
      index: reader.count("index"),
      start: time("start", of: &reader, timeBase: timeBase, unknown: &unknown),
      end: time("end", of: &reader, timeBase: timeBase, unknown: &unknown),
      skill: reader.optional("skill", "a whole number") { $0.integer },
      label: reader.optional("label", "a string") { $0.string },
      confidence: reader.optional("confidence", "a number") { $0.number },
      surprise: reader.optional("surprise", "a number") { $0.number },
      kind: reader.optional(
        "kind", "one of " + BoundaryKind.allCases.map(\.rawValue).joined(separator: ", ")
      ) { $0.string.flatMap { BoundaryKind(rawValue: $0) } })
    unknown[place] = reader.unknown
    faults += reader.faults
    return segment
  }

  /// A moment; its seconds are only compared with what its time stamp says.
  private static func time(
    _ key: String, of reader: inout ObjectReader, timeBase: Rational, unknown: inout UnknownKeys
  ) -> FrameTime {
    var inner = ObjectReader(reader.value(key), at: reader.place(of: key))
    let index = inner.count("frame")
    var pts = inner.required("pts", "a whole number", standIn: 0) { $0.integer.map { Int64($0) } }
    let seconds = inner.optional("seconds", "a number") { $0.number }
    let stamped = Double(pts) * timeBase.quotient
    if abs(stamped) > 1e9 || pts.magnitude > 1 << 60 / UInt64(timeBase.numerator.magnitude | 1) {
      inner.fault("pts", "\(pts) ticks of \(timeBase) s are beyond any timeline")
      pts = 0
    } else if let seconds, abs(seconds - stamped) > 0.002 {
      inner.fault("seconds", "\(seconds) does not agree with pts, which says \(stamped)")
    }
    unknown[inner.place] = inner.unknown
    reader.add(inner.faults)
    return FrameTime(index: index, pts: pts, timeBase: timeBase)
  }
}
