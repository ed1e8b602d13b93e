extension Method {
  /// The `method` object of a segments document.
  func jsonObject(unknown: UnknownKeys) -> JSONValue {
    let threshold: [JSONMember] = [
      JSONMember("kind", .string(self.threshold.kind)),
      JSONMember("value", .number(self.threshold.value)),
    ]
    return .object(
      [
        JSONMember("name", .string(name)),
        JSONMember("predictor", .string(predictor)),
        JSONMember("features", .string(features)),
        JSONMember("threshold", .object(threshold + unknown["method.threshold"])),
        JSONMember("sampleRate", .number(sampleRate)),
        JSONMember("minLength", .number(minLength)),
        JSONMember("maxLength", .number(maxLength)),
        JSONMember("seed", Self.json(of: seed)),
        JSONMember("version", .string(version)),
      ] + unknown["method"])
  }

  /// Reads the object; what is missing or wrong is written down in `faults`.
  static func read(
    _ value: JSONValue?, faults: inout [DocumentFault], unknown: inout UnknownKeys
  ) -> Method {
    var reader = ObjectReader(value, at: "method")
    var inner = ObjectReader(reader.value("threshold"), at: "method.threshold")
    let threshold = Threshold(kind: inner.string("kind"), value: inner.number("value"))
    unknown["method.threshold"] = inner.unknown
    let method = Method(
      name: reader.string("name"), predictor: reader.string("predictor"),
      features: reader.string("features"), threshold: threshold,
      sampleRate: reader.number("sampleRate"), minLength: reader.number("minLength"),
      maxLength: reader.number("maxLength"),
      seed: reader.required(
        "seed", "a whole number of at least 0, or its digits in quotes", standIn: 0, seed),
      version: reader.string("version"))
    unknown["method"] = reader.unknown
    faults += reader.faults
    if value?.members != nil { faults += inner.faults }
    return method
  }

  /// A seed that no `Int64` holds is written as its digits in quotes, so that none is rounded.
  private static func json(of seed: UInt64) -> JSONValue {
    Int64(exactly: seed).map { .integer($0) } ?? .string(String(seed))
  }

  private static func seed(_ value: JSONValue) -> UInt64? {
    value.string.flatMap { UInt64($0) } ?? value.integer.flatMap { UInt64(exactly: $0) }
  }
}
