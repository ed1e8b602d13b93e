import Annotations
import Frames
import Testing

/// A damaged file of any format gets a fault with a place, or what is left of it; never more.
@Suite struct MalformedFileTests {
  static let formats: [String] = AnnotationFormats.writable.map { $0.id }

  private static func files(_ id: String) throws -> [AnnotationFile] {
    let format = try FormatRoundTripTests.format(id)
    var generator = Generator(seed: 7)
    let held = HeldSet(generator.annotations(videos: 1), by: format).set
    return try format.write(held, context: WritingContext(title: "t", version: "0"))
      .filter { $0.bytes.count < 100_000 }
  }

  private static func fault(_ id: String, _ bytes: [UInt8], _ name: String) throws
    -> AnnotationError?
  {
    let format = try FormatRoundTripTests.format(id)
    let source = AnnotationSource(file: "out/\(name)", bytes: bytes)
    return format.faults(of: source, context: ReadingContext(file: source.file)).first
  }

  @Test(arguments: formats) func `bytes that are no UTF-8 have a place`(id: String) throws {
    for file in try Self.files(id) {
      var bytes = file.bytes
      let middle = bytes.count / 2
      bytes.insert(0xFF, at: middle)
      let lines = bytes[..<middle].count { $0 == 0x0A }
      let fault = try Self.fault(id, bytes, file.name)
      #expect(
        fault?.place.contains("line \(lines + 1)") == true, "\(id): \(String(describing: fault))")
      let pairs = file.bytes.map { [$0, 0] as [UInt8] }
      let wide: [UInt8] = [0xFF, 0xFE] + Array(pairs.joined())
      let utf16 = try Self.fault(id, wide, file.name)
      #expect(utf16?.reason.contains("UTF-16") == true, "\(id): \(String(describing: utf16))")
    }
  }

  @Test(arguments: formats) func `a file cut short crashes no reader`(id: String) throws {
    for file in try Self.files(id) {
      let step = max(1, file.bytes.count / 60)
      for end in stride(from: 0, to: file.bytes.count, by: step) {
        if let fault = try Self.fault(id, Array(file.bytes[..<end]), file.name) {
          #expect(!fault.reason.isEmpty && fault.file == "out/\(file.name)", "\(id), \(end) bytes")
        }
      }
      // Of staged rows there may be none.
      if id == "lerobot-staging" { continue }
      #expect(try Self.fault(id, [], file.name) != nil, "\(id): an empty file")
    }
  }

  /// Each scalar of a JSON format replaced by each wrong type.
  @Test(arguments: formats) func `values of the wrong type crash no reader`(id: String) throws {
    for file in try Self.files(id) {
      guard let json = try? JSONValue(parsing: file.bytes) else { continue }
      var count = 0
      for place in 0..<60 {
        for wrong in [JSONValue.null, .string("x"), .integer(-1), .array([]), .object([])] {
          var left = place
          let changed = Self.replacing(json, &left, with: wrong)
          if left >= 0 { continue }
          count += 1
          let text = try changed.text(.compact)
          if let fault = try Self.fault(id, Array(text.utf8), file.name) {
            #expect(!fault.reason.isEmpty, "\(id): \(text.prefix(200))")
          }
        }
      }
      #expect(count > 0, "\(id)")
    }
  }

  /// The value with its `place`-th part replaced; `place` is below 0 where there was one.
  private static func replacing(
    _ value: JSONValue, _ place: inout Int, with wrong: JSONValue
  ) -> JSONValue {
    if place == 0 {
      place = -1
      return wrong
    }
    if place < 0 { return value }
    place -= 1
    switch value {
    case .array(let values): return .array(values.map { replacing($0, &place, with: wrong) })
    case .object(let members):
      return .object(members.map { JSONMember($0.key, replacing($0.value, &place, with: wrong)) })
    default: return value
    }
  }

  @Test(arguments: [
    ("segments", "{\"schema\": \"skillet.segments/1\"}", "segments"),
    ("transnetv2", "0 5\n9 2\n", "line 2"), ("transnetv2", "0 5\n9\n", "line 2"),
    ("skilldiscovery", "{\"file\":\"x\",\"boundaries\":[[0,5],[9]]}\n", "line 1: boundaries[1]"),
    ("skilldiscovery", "{\"file\":\"x\",\"boundaries\":[[0,5]]}\n{\n", "line 2, column 2"),
    ("edl", "TITLE: x\n001 AX V C 00:00:00:00 00:00:04:00 now\n", "line 2"),
    ("ffmetadata", ";FFMETADATA1\n[CHAPTER]\nSTART=1\nEND=0\n", "line 2"),
    ("ffmetadata", ";FFMETADATA1\n[CHAPTER]\nSTART=x\nEND=1\n", "line 2"),
    ("ffmetadata", ";FFMETADATA1\nnothing\n", "line 2"),
    ("losslesscut", "0,1,a\n2,x,b\n", "line 2"), ("losslesscut", "0,1,a\n2,1,b\n", "line 2"),
    ("gebd", "{\"v\": [1, \"x\"]}", "v[1]"), ("gebd", "{\"v\": [2, 1]}", "v[1]"),
    ("vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:00.000\nx\n", "line 3"),
    ("otio", "{\"OTIO_SCHEMA\": \"Timeline.1\"}", "tracks"),
    ("otio", "{\"OTIO_SCHEMA\": \"Stack.1\", \"children\": 3}", "children"),
    ("mstcn", "a\n\nb\n", "line 2"),
  ]) func `a fault is told with its place`(id: String, text: String, place: String) throws {
    let fault = try Self.fault(id, Array(text.utf8), "x.file")
    #expect(fault?.place == place, "\(String(describing: fault))")
  }
}
