import LinearAlgebra
import Testing

@Suite struct NPYFileTests {
  private func headerLength(_ bytes: [UInt8]) -> Int { Int(bytes[8]) + 256 * Int(bytes[9]) }

  @Test func aMatrixIsWrittenAsNumPyWritesIt() {
    var matrix = Matrix(rows: 2, columns: 3)
    matrix.values = [1, -2, 0.5, 0, 3, 1]
    let bytes = NPYFile.bytes(of: matrix)
    // As numpy.save writes it: magic, version 1.0, length 118, the dictionary, blanks, a line end.
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    #expect(Array(bytes[..<10]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    #expect(String(decoding: bytes[10..<(10 + dictionary.utf8.count)], as: UTF8.self) == dictionary)
    #expect(bytes[(10 + dictionary.utf8.count)..<127].allSatisfy { $0 == 0x20 })
    #expect(bytes[127] == 0x0A)
    #expect(
      Array(bytes[128...]) == [
        0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F, 0, 0, 0, 0, 0, 0, 0x40, 0x40, 0, 0, 0x80,
        0x3F,
      ])
  }

  @Test func aVectorIsWrittenInDoublePrecision() {
    let bytes = NPYFile.bytes(of: [1.0, -0.1])
    let text = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), } "))
    #expect(
      Array(bytes[128...]) == [
        0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0xBF,
      ])
  }

  @Test(arguments: [0, 1, 9, 10, 99_999, 123_456_789]) func theDataStartsAtAMultipleOf64(
    rows: Int
  ) {
    let bytes = NPYFile.bytes(of: Matrix(rows: rows, columns: 0))
    #expect((10 + headerLength(bytes)) % 64 == 0)
    #expect(bytes.count == 10 + headerLength(bytes))
    #expect(bytes.last == 0x0A)
  }
}
