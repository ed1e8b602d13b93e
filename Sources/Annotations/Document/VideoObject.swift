public import Frames

extension VideoInfo {
  /// The `video` object of a segments document, which `skillet inspect --json` prints, too.
  public var jsonObject: JSONValue { jsonObject(unknown: UnknownKeys()) }

  /// The keys of the object; others are unknown.
  static let knownKeys: Set<String> = [
    "path", "sha256", "width", "height", "rotation", "sampleAspectRatio", "codec", "pixelFormat",
    "color", "frames", "framesInHeader", "timeBase", "averageFrameRate", "variableFrameRate",
    "duration", "corruptFrames", "faults", "subset",
  ]

  func jsonObject(unknown: UnknownKeys) -> JSONValue {
    let color: [JSONMember] = [
      JSONMember("matrix", .string(self.color.matrix)),
      JSONMember("transfer", .string(self.color.transfer)),
      JSONMember("primaries", .string(self.color.primaries)),
      JSONMember("range", .string(self.color.range)),
    ]
    return .object(
      [
        JSONMember("path", .string(path)),
        JSONMember("sha256", sha256.map { .string($0) } ?? .null),
        JSONMember("width", .integer(Int64(width))),
        JSONMember("height", .integer(Int64(height))),
        JSONMember("rotation", .integer(Int64(rotation))),
        JSONMember("sampleAspectRatio", .string(Self.text(of: sampleAspectRatio))),
        JSONMember("codec", .string(codec)),
        JSONMember("pixelFormat", .string(pixelFormat)),
        JSONMember("color", .object(color + unknown["video.color"])),
        JSONMember("frames", .integer(Int64(frames))),
        JSONMember("framesInHeader", framesInHeader.map { .integer(Int64($0)) } ?? .null),
        JSONMember("timeBase", .string(Self.text(of: timeBase))),
        JSONMember("averageFrameRate", .string(Self.text(of: averageFrameRate))),
        JSONMember("variableFrameRate", .bool(variableFrameRate)),
        JSONMember("duration", .number(duration.roundedToMicroseconds)),
        JSONMember("corruptFrames", .integer(Int64(corruptFrames))),
        JSONMember("faults", .array(faults.map { .string($0) })),
      ] + unknown["video"])
  }

  /// A fraction as the documents write it; one that is not known is 0/1.
  private static func text(of rational: Rational) -> String {
    (rational.denominator > 0 ? rational : Rational(0, 1)).description
  }

  /// Reads the object; what is missing or wrong is written down in `faults`.
  static func read(
    _ value: JSONValue?, faults: inout [DocumentFault], unknown: inout UnknownKeys
  ) -> VideoInfo {
    var reader = ObjectReader(value, at: "video")
    let timeBase = reader.rational("timeBase", standIn: Rational(1, 1))
    if timeBase.numerator <= 0 { reader.fault("timeBase", "\(timeBase) should be above 0") }
    let averageFrameRate = reader.rational("averageFrameRate")
    if averageFrameRate.numerator < 0 {
      reader.fault("averageFrameRate", "\(averageFrameRate) should not be below 0")
    }
    let duration = reader.number("duration")
    if duration < 0 { reader.fault("duration", "\(duration) should not be below 0") }
    let info = VideoInfo(
      path: reader.string("path"), sha256: reader.optional("sha256", "a string") { $0.string },
      width: reader.count("width"), height: reader.count("height"),
      rotation: reader.optional("rotation", "a whole number") { $0.integer } ?? 0,
      sampleAspectRatio: reader.optional("sampleAspectRatio", "a fraction such as \"1/1\"") {
        $0.string.flatMap { Rational($0) }
      } ?? Rational(1, 1),
      codec: reader.string("codec", default: ""),
      pixelFormat: reader.string("pixelFormat", default: ""),
      color: color(&reader, unknown: &unknown),
      frames: reader.count("frames"), framesInHeader: reader.optionalCount("framesInHeader"),
      timeBase: timeBase, averageFrameRate: averageFrameRate,
      variableFrameRate: reader.optional("variableFrameRate", "true or false") {
        if case .bool(let bool) = $0 { bool } else { nil }
      } ?? false,
      duration: duration, corruptFrames: reader.count("corruptFrames", default: 0),
      faults: reader.optional("faults", "a list of strings") { list in
        list.array.flatMap { values in
          let texts = values.compactMap(\.string)
          return texts.count == values.count ? texts : nil
        }
      } ?? [])
    unknown["video"] = reader.unknown
    faults += reader.faults
    return info
  }

  private static func color(
    _ reader: inout ObjectReader, unknown: inout UnknownKeys
  ) -> ColorInfo {
    guard let value = reader.value("color") else {
      return ColorInfo(
        matrix: "unknown", transfer: "unknown", primaries: "unknown", range: "unknown")
    }
    var inner = ObjectReader(value, at: "video.color")
    let color = ColorInfo(
      matrix: inner.string("matrix", default: "unknown"),
      transfer: inner.string("transfer", default: "unknown"),
      primaries: inner.string("primaries", default: "unknown"),
      range: inner.string("range", default: "unknown"))
    unknown["video.color"] = inner.unknown
    reader.add(inner.faults)
    return color
  }
}

extension Double {
  /// The nearest whole number of microseconds: seconds in documents are for people.
  var roundedToMicroseconds: Double {
    let scaled = (self * 1e6).rounded()
    return scaled.isFinite ? scaled / 1e6 : self
  }
}
