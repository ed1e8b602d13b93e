/// The safetensors format: an 8-byte header length, a JSON header, then the tensors' bytes.
///
/// Written are `F32`, `F16`, `F64` and `I64`, little-endian, in the order given; offsets are
/// relative to the end of the header, which is padded with blanks to a multiple of 8 bytes.
public enum SafetensorsFile {
  /// A tensor of one of the kinds that Skillet writes.
  public enum Tensor: Sendable {
    /// `F32`, shape `[rows, columns]`.
    case matrix(Matrix)
    /// `F64`, shape `[count]`.
    case vector([Double])
    /// `F32` values of any shape.
    case single([Float], shape: [Int])
    /// `F16`: each value rounded to the nearest half-precision number, beyond 65504 to infinity.
    case half([Float], shape: [Int])
    /// `I64`, shape `[count]`.
    case whole([Int64])
  }

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - tensors: names and values; names must differ.
  ///   - metadata: texts for the `__metadata__` member.
  public static func bytes(
    tensors: [(name: String, value: Tensor)], metadata: [(key: String, value: String)]
  ) -> [UInt8] {
    precondition(Set(tensors.map(\.name)).count == tensors.count, "two tensors share a name")
    var members = metadata.isEmpty ? [] : [metadataMember(metadata)]
    var data: [UInt8] = []
    for (name, tensor) in tensors {
      let start = data.count
      let (type, shape) = append(tensor, to: &data)
      let dimensions = shape.map { String($0) }.joined(separator: ",")
      members.append(
        "\(quoted(name)):{\"dtype\":\"\(type)\",\"shape\":[\(dimensions)],"
          + "\"data_offsets\":[\(start),\(data.count)]}")
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += Array(repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    appendLittleEndian(UInt64(header.count), to: &bytes)
    return bytes + header + data
  }

  /// Adds the values of a tensor and gives its kind and shape.
  private static func append(
    _ tensor: Tensor, to data: inout [UInt8]
  ) -> (type: String, shape: [Int]) {
    switch tensor {
    case .matrix(let matrix):
      return append(.single(matrix.values, shape: [matrix.rows, matrix.columns]), to: &data)
    case .vector(let vector):
      data.reserveCapacity(data.count + vector.count * 8)
      for value in vector { appendLittleEndian(value.bitPattern, to: &data) }
      return ("F64", [vector.count])
    case .single(let values, let shape):
      precondition(shape.reduce(1, *) == values.count, "\(values.count) values are not \(shape)")
      data.reserveCapacity(data.count + values.count * 4)
      for value in values { appendLittleEndian(value.bitPattern, to: &data) }
      return ("F32", shape)
    case .half(let values, let shape):
      precondition(shape.reduce(1, *) == values.count, "\(values.count) values are not \(shape)")
      data.reserveCapacity(data.count + values.count * 2)
      for value in values { appendLittleEndian(HalfPrecision.bits(value), to: &data) }
      return ("F16", shape)
    case .whole(let values):
      for value in values { appendLittleEndian(value, to: &data) }
      return ("I64", [values.count])
    }
  }

  private static func metadataMember(_ metadata: [(key: String, value: String)]) -> String {
    let pairs = metadata.map { "\(quoted($0.key)):\(quoted($0.value))" }
    return "\"__metadata__\":{\(pairs.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
