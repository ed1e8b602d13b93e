import LinearAlgebra
import Testing

@Suite struct SafetensorsFileTests {
  private func header(_ bytes: [UInt8]) -> String {
    let length = bytes[..<8].enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    return String(decoding: bytes[8..<(8 + length)], as: UTF8.self)
  }

  @Test func bytesAreLengthHeaderAndDataInOrder() {
    var matrix = Matrix(rows: 1, columns: 2)
    matrix.values = [1, -2]
    let bytes = SafetensorsFile.bytes(
      tensors: [("a", .matrix(matrix)), ("b", .vector([1]))], metadata: [("k", "v")])
    let json =
      #"{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
      + #""b":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#
    #expect(header(bytes).hasPrefix(json))
    #expect(header(bytes).dropFirst(json.count).allSatisfy { $0 == " " })
    #expect(
      Array(bytes.suffix(16)) == [
        0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
      ])
    #expect(bytes.count == 8 + header(bytes).utf8.count + 16)
  }

  @Test(arguments: 1...16) func theDataStartsAtAMultipleOfEight(nameLength: Int) {
    let name = String(repeating: "n", count: nameLength)
    let bytes = SafetensorsFile.bytes(tensors: [(name, .vector([1]))], metadata: [])
    #expect(header(bytes).utf8.count % 8 == 0)
    #expect(header(bytes).hasPrefix("{\"\(name)\":"))
  }

  @Test func textIsEscapedAsJSONWantsIt() {
    let bytes = SafetensorsFile.bytes(
      tensors: [], metadata: [("path", "a\"b\\c\n\u{1}é/")])
    #expect(header(bytes).hasPrefix(#"{"__metadata__":{"path":"a\"b\\c\u000a\u0001é/"}}"#))
  }

  @Test func noMetadataWritesNoMember() {
    #expect(header(SafetensorsFile.bytes(tensors: [], metadata: [])).hasPrefix("{}"))
  }
}
