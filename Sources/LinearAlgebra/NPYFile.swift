/// The `.npy` format of NumPy, version 1.0, for little-endian `Float` matrices and `Double` vectors.
///
/// Layout: magic, version, header length, a Python dictionary padded so that data starts at a
/// multiple of 64 bytes, then the values (NumPy Enhancement Proposal 1).
public enum NPYFile {
  /// The bytes of a matrix as `<f4`, shape `(rows, columns)`.
  public static func bytes(of matrix: Matrix) -> [UInt8] {
    var bytes = header(type: "<f4", shape: "(\(matrix.rows), \(matrix.columns))")
    bytes.reserveCapacity(bytes.count + matrix.values.count * 4)
    for value in matrix.values { appendLittleEndian(value.bitPattern, to: &bytes) }
    return bytes
  }

  /// The bytes of a vector as `<f8`, shape `(count,)`.
  public static func bytes(of vector: [Double]) -> [UInt8] {
    var bytes = header(type: "<f8", shape: "(\(vector.count),)")
    bytes.reserveCapacity(bytes.count + vector.count * 8)
    for value in vector { appendLittleEndian(value.bitPattern, to: &bytes) }
    return bytes
  }

  private static func header(type: String, shape: String) -> [UInt8] {
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    let prefix = 10
    let used = prefix + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - used % 64) % 64) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    appendLittleEndian(UInt16(text.utf8.count), to: &bytes)
    return bytes + Array(text.utf8)
  }
}

/// Adds the bytes of a whole number, lowest first.
func appendLittleEndian<Value: FixedWidthInteger>(_ value: Value, to bytes: inout [UInt8]) {
  for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
    bytes.append(UInt8(truncatingIfNeeded: value >> shift))
  }
}
