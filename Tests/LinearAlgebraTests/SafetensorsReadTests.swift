import LinearAlgebra
import Testing

@Suite struct SafetensorsReadTests {
  /// A file of a header and data as given.
  private func file(_ header: String, _ data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
      + Array(header.utf8) + data
  }

  private func entry(_ name: String, _ type: String, _ shape: String, _ offsets: String) -> String {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offsets)]}"
  }

  @Test func `what is written is read back`() throws {
    let matrix = Matrix(rows: 2, columns: 3, values: [1, -2, 0.5, .infinity, 3, -0.0])
    let bytes = SafetensorsFile.bytes(
      tensors: [
        ("m", .matrix(matrix)), ("v", .vector([0.1, -2])),
        ("w", .array(NumberArray(shape: [2, 1], values: .whole([.min, 7])))),
        ("h", .half([0.1, 65504, 1e-7], shape: [3, 1, 1])),
        ("none", .array(NumberArray(shape: [0, 4], values: .single([])))),
      ], metadata: [("a \"key\"", "line\nü\u{1F600}"), ("b", "")])
    let contents = try SafetensorsFile.read(bytes, file: "x.safetensors")
    #expect(contents.metadata == ["a \"key\"": "line\nü\u{1F600}", "b": ""])
    #expect(contents.tensors.count == 5)
    #expect(contents.tensors["m"]?.matrix == matrix)
    #expect(contents.tensors["v"] == NumberArray(shape: [2], values: .double([0.1, -2])))
    #expect(contents.tensors["w"] == NumberArray(shape: [2, 1], values: .whole([.min, 7])))
    // 0.1 in half precision is 1638 * 2^-14, and 1e-7 is 2 * 2^-24.
    #expect(contents.tensors["h"]?.floats == [0.099_975_586, 65504, 0x1p-23])
    #expect(contents.tensors["none"]?.shape == [0, 4])
  }

  @Test(arguments: [
    ("F64", "0,0,0,0,0,0,240,191", -1.0), ("F32", "0,0,128,191", -1), ("F16", "0,188", -1),
    ("BF16", "128,191", -1), ("I64", "255,255,255,255,255,255,255,255", -1),
    ("I32", "255,255,255,255", -1), ("I16", "255,255", -1), ("I8", "255", -1), ("U8", "255", 255),
    ("BOOL", "1", 1),
  ]) func `each kind is read`(type: String, data: String, value: Double) throws {
    let data = data.split(separator: ",").compactMap { UInt8($0) }
    let bytes = file("{\(entry("t", type, "", "0,\(data.count)"))}", data)
    let array = try SafetensorsFile.read(bytes, file: "x").tensors["t"]
    #expect(array?.doubles == [value] && array?.shape == [])
  }

  @Test func `tensors may stand in any order in the header`() throws {
    let header = "{\(entry("b", "U8", "2", "1,3")),\(entry("a", "U8", "1", "0,1"))}  "
    let contents = try SafetensorsFile.read(file(header, [1, 2, 3]), file: "x")
    #expect(contents.tensors["a"]?.wholeNumbers == [1])
    #expect(contents.tensors["b"]?.wholeNumbers == [2, 3])
  }

  /// A header, the bytes of its data, and words of the complaint.
  static let faults: [(String, Int, String)] = [
    ("[]", 0, "'{' should stand at byte 0"),
    (" {}", 0, "'{' should stand at byte 0"),
    ("{", 0, "should stand"),
    ("{} x", 0, "more than the header"),
    (#"{"a":1}"#, 0, "'{' should stand at byte 5"),
    (#"{"a":{}}"#, 0, "without dtype, shape and data_offsets"),
    (#"{"__metadata__":{"k":1}}"#, 0, "'\"' should stand"),
    (#"{"__metadata__":{"k":"a","k":"b"}}"#, 0, "'k' came a second time"),
    (#"{"a\q":{}}"#, 0, "unknown escape"),
    (#"{"a\ud800":{}}"#, 0, "half a surrogate pair"),
    ("{\"a", 0, "a text without an end"),
    ("{\"\u{1}\":{}}", 0, "control character"),
    (#"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}"#, 0, "whole number should stand"),
    (#"{"a":{"dtype":"U8","shape":[01],"data_offsets":[0,1]}}"#, 1, "superfluous 0"),
    (#"{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}"#, 1, "']' should stand"),
    (
      #"{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,1]}}"#, 1,
      "a number is too large"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, 0,
      "do not make [4294967296, 4294967296]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2305843009213693953],"data_offsets":[0,4]}}"#, 4,
      "do not make"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,3]}}"#, 3, "3 bytes, which do not make"),
    (#"{"a":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}}"#, 1, "of the kind 'F8'"),
    (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}"#, 1, "no rising pair"),
    (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}"#, 1, "no rising pair"),
    (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,2]}}"#, 1, "1 bytes of data follow"),
    (
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[9223372036854775806,9223372036854775807]}}"#,
      1, "not from 0"
    ),
    (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, 2, "belong to none"),
    (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#, 2, "not from 0"),
    (#"{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}"#, 1, "neither 0 nor 1"),
    (
      #"{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, 1,
      "'dtype' comes a second time"
    ),
    (#"{"a":{"kind":"U8"}}"#, 1, "unknown key 'kind'"),
    (
      #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      0, "'a' comes a second time"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#,
      3, "'b' lies at 1..<3, not from 2"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}"#,
      3, "'b' lies at 2..<3, not from 1"
    ),
  ]

  @Test(arguments: faults) func `a faulty header is refused`(
    header: String, data: Int, words: String
  ) {
    let bytes = file(header, Array(repeating: 9, count: data))
    let error = #expect(throws: ArrayFileError.self) {
      try SafetensorsFile.read(bytes, file: "bad.safetensors")
    }
    #expect(error?.description.hasPrefix("bad.safetensors: cannot read safetensors: ") == true)
    #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "") lacks \(words)")
    #expect(error?.advice.isEmpty == false)
  }

  @Test func `lengths that cannot be are refused`() {
    for (bytes, words) in [
      ([], "fewer than 8"), ([1, 2, 3], "fewer than 8"), (file("{}", length: 3), "2 follow"),
      (file("{}", length: .max), "more than 100000000"), (file("", length: 0), "should stand"),
    ] as [([UInt8], String)] {
      let error = #expect(throws: ArrayFileError.self) {
        try SafetensorsFile.read(bytes, file: "x")
      }
      #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "") lacks \(words)")
    }
    let latin = [2, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0xFF] as [UInt8]
    #expect(throws: ArrayFileError.self) { try SafetensorsFile.read(latin, file: "x") }
    let text = [UInt8](file(#"{"__metadata__":{"k":"#)) + [0x22, 0xC3, 0x28, 0x22, 0x7D, 0x7D]
    var whole = text
    whole[0] += 6
    let error = #expect(throws: ArrayFileError.self) { try SafetensorsFile.read(whole, file: "x") }
    #expect(error?.reason.contains("not UTF-8") == true)
  }

  @Test func `numbers that are not finite are refused where asked`() throws {
    let bytes = SafetensorsFile.bytes(
      tensors: [("t", .vector([0, .nan]))], metadata: [])
    _ = try SafetensorsFile.read(bytes, file: "x")
    let error = #expect(throws: ArrayFileError.self) {
      try SafetensorsFile.read(bytes, file: "x", requiringFinite: true)
    }
    #expect(error?.reason == "the tensor 't' has no finite number at place 1")
  }

  @Test(arguments: 0..<4) func `a damaged file is read or refused, never more`(seed: Int) {
    let bytes = SafetensorsFile.bytes(
      tensors: [("abc", .vector([1, 2])), ("d", .half([1, 2, 3], shape: [3]))],
      metadata: [("key", "text")])
    var generator = SplitMix64(seed: UInt64(seed))
    for length in bytes.indices {
      #expect(throws: ArrayFileError.self, "cut to \(length)") {
        try SafetensorsFile.read(Array(bytes[..<length]), file: "x")
      }
    }
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0...generator.next(below: 3) {
        damaged[generator.next(below: bytes.count)] = UInt8(generator.next(below: 256))
      }
      _ = try? SafetensorsFile.read(damaged, file: "x")
    }
  }
}
