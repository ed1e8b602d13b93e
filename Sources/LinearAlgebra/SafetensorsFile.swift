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
    /// `F32`, `F64` or `I64` of any shape.
    case array(NumberArray)
    /// `F16`: each value rounded to the nearest half-precision number, beyond 65504 to infinity.
    case half([Float], shape: [Int])
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
      append(words: matrix.values.lazy.map(\.bitPattern), to: &data)
      return ("F32", [matrix.rows, matrix.columns])
    case .vector(let vector):
      append(words: vector.lazy.map(\.bitPattern), to: &data)
      return ("F64", [vector.count])
    case .array(let array):
      switch array.values {
      case .single(let values): append(words: values.lazy.map(\.bitPattern), to: &data)
      case .double(let values): append(words: values.lazy.map(\.bitPattern), to: &data)
      case .whole(let values): append(words: values, to: &data)
      }
      return (array.type, array.shape)
    case .half(let values, let shape):
      precondition(shape.reduce(1, *) == values.count, "\(values.count) values are not \(shape)")
      append(words: values.lazy.map { HalfPrecision.bits($0) }, to: &data)
      return ("F16", shape)
    }
  }

  private static func append<Words: Collection>(words: Words, to data: inout [UInt8])
  where Words.Element: FixedWidthInteger {
    data.reserveCapacity(data.count + words.count * (Words.Element.bitWidth / 8))
    for word in words { appendLittleEndian(word, to: &data) }
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

extension NumberArray {
  /// What safetensors calls numbers of this width.
  fileprivate var type: String {
    switch values {
    case .single: "F32"
    case .double: "F64"
    case .whole: "I64"
    }
  }
}
