import Foundation

/// Files of actions as NumPy and safetensors write them, made byte by byte.
enum ActionFiles {
  private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    (0..<(Value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func bytes(_ numbers: [Float]) -> [UInt8] { numbers.flatMap { little($0.bitPattern) } }

  static func bytes(_ numbers: [Int64]) -> [UInt8] { numbers.flatMap { little($0) } }

  /// A `.npy` file of version 1.0.
  static func npy(_ type: String, _ shape: String, _ data: [UInt8]) -> [UInt8] {
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + little(UInt16(text.utf8.count))
      + Array(text.utf8) + data
  }

  /// A safetensors file of tensors one behind the other.
  static func safetensors(
    _ tensors: [(name: String, type: String, shape: String, data: [UInt8])],
    metadata: String? = nil
  ) -> [UInt8] {
    var members = metadata.map { ["\"__metadata__\":\($0)"] } ?? []
    var data: [UInt8] = []
    for tensor in tensors {
      let end = data.count + tensor.data.count
      members.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(data.count),\(end)]}")
      data += tensor.data
    }
    let header = Array("{\(members.joined(separator: ","))}".utf8)
    return little(UInt64(header.count)) + header + data
  }
}
