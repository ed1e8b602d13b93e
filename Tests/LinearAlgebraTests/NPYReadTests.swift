import LinearAlgebra
import Testing

@Suite struct NPYReadTests {
  private func file(_ header: String, _ data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let length = header.utf8.count
    let bytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + bytes + Array(header.utf8) + data
  }

  private func header(_ type: String, _ shape: String, fortran: String = "False") -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran), 'shape': \(shape), }\n"
  }

  @Test func `what is written is read back`() throws {
    let matrix = Matrix(rows: 2, columns: 3, values: [1, -2, 0.5, .infinity, 3, -0.0])
    #expect(try NPYFile.read(NPYFile.bytes(of: matrix), file: "x").matrix == matrix)
    let vector = try NPYFile.read(NPYFile.bytes(of: [0.1, 7]), file: "x")
    #expect(vector == NumberArray(shape: [2], values: .double([0.1, 7])))
  }

  @Test(
    arguments: [
      ("<f8", "0,0,0,0,0,0,240,191", -1.0), ("<f4", "0,0,128,191", -1), ("<f2", "0,188", -1),
      ("<i8", "255,255,255,255,255,255,255,255", -1), ("<i4", "255,255,255,255", -1),
      ("<i2", "255,255", -1), ("|i1", "255", -1), ("|u1", "255", 255), ("|b1", "1", 1),
    ], [UInt8(1), 2, 3]) func `each kind and version is read`(
      kind: (type: String, data: String, value: Double), version: UInt8
    ) throws
  {
    let data = kind.data.split(separator: ",").compactMap { UInt8($0) }
    let bytes = file(header(kind.type, "()"), data, version: version)
    let array = try NPYFile.read(bytes, file: "x")
    #expect(array.doubles == [kind.value] && array.shape == [])
  }

  @Test func `Fortran order becomes row-major order`() throws {
    // The place of an element (i, j, k) of a 2 x 3 x 4 array is i + 2 j + 6 k.
    let data = (0..<24).map { UInt8($0) }
    let array = try NPYFile.read(
      file(header("|u1", "(2, 3, 4)", fortran: "True"), data), file: "x")
    let expected = (0..<24).map { place -> Int64 in
      let (i, j, k) = (place / 12, place / 4 % 3, place % 4)
      return Int64(i + 2 * j + 6 * k)
    }
    #expect(array == NumberArray(shape: [2, 3, 4], values: .whole(expected)))
    let empty = try NPYFile.read(file(header("<f4", "(0, 3)", fortran: "True")), file: "x")
    #expect(empty == NumberArray(shape: [0, 3], values: .single([])))
  }

  static let faults: [(String, Int, String)] = [
    ("", 0, "'{' should stand"),
    ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", 4, "named fields"),
    ("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 8, "'|O', which is not read"),
    ("{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", 4, "'>f4', which is not read"),
    ("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", 4, "True or False"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1)}", 4, "a comma should stand"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", 4, "a whole number"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 4, "4 bytes of data"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", 5, "5 bytes of data"),
    ("{'descr': '<f4', 'fortran_order': False}", 4, "without descr"),
    ("{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}", 4, "a second time"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", 4, "unknown key 'x'"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + {}", 4, "more than"),
    ("{'descr': '<f4, 'fortran_order': False, 'shape': (1,)}", 4, "should stand"),
    ("{'descr': '<f4", 4, "without an end"),
    ("{'descr': '|b1', 'fortran_order': False, 'shape': (1,)}", 1, "neither 0 nor 1"),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4)}", 0,
      "do not make"
    ),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", 4, "too large"),
  ]

  @Test(arguments: faults) func `a faulty file is refused`(
    header: String, data: Int, words: String
  ) {
    let error = #expect(throws: ArrayFileError.self) {
      try NPYFile.read(file(header, Array(repeating: 9, count: data)), file: "bad.npy")
    }
    #expect(error?.description.hasPrefix("bad.npy: cannot read .npy: ") == true)
    #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "") lacks \(words)")
    #expect(error?.advice.isEmpty == false)
  }

  @Test(arguments: 0..<4) func `a damaged file is read or refused, never more`(seed: Int) {
    let bytes = file(header("<i2", "(2, 3)", fortran: "True"), Array(1...12))
    for length in bytes.indices {
      #expect(throws: ArrayFileError.self, "cut to \(length)") {
        try NPYFile.read(Array(bytes[..<length]), file: "x")
      }
    }
    #expect(throws: ArrayFileError.self) {
      try NPYFile.read(file(header("<f4", "()"), [0, 0, 0, 0], version: 4), file: "x")
    }
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0...generator.next(below: 3) {
        damaged[generator.next(below: bytes.count)] = UInt8(generator.next(below: 256))
      }
      _ = try? NPYFile.read(damaged, file: "x")
    }
  }

  @Test func `numbers that are not finite are refused where asked`() {
    let bytes = NPYFile.bytes(of: [0, .infinity])
    #expect(throws: ArrayFileError.self) {
      try NPYFile.read(bytes, file: "x", requiringFinite: true)
    }
  }
}
