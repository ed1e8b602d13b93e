/// How a file stores one number; all are little-endian.
enum NumberKind: Sendable {
  case float64, float32, float16, bfloat16
  case signed64, signed32, signed16, signed8, unsigned8, truth

  /// Bytes of one number.
  var width: Int {
    switch self {
    case .float64, .signed64: 8
    case .float32, .signed32: 4
    case .float16, .bfloat16, .signed16: 2
    case .signed8, .unsigned8, .truth: 1
    }
  }

  /// Decodes `bytes.count / width` numbers; nil where a truth value is neither 0 nor 1.
  func values(of bytes: ArraySlice<UInt8>) -> NumberArray.Values? {
    switch self {
    case .float64:
      .double(Self.words(bytes, UInt64.self) { Double(bitPattern: $0) })
    case .float32: .single(Self.words(bytes, UInt32.self) { Float(bitPattern: $0) })
    case .float16: .single(Self.words(bytes, UInt16.self) { HalfPrecision.float($0) })
    case .bfloat16:
      .single(Self.words(bytes, UInt16.self) { Float(bitPattern: UInt32($0) << 16) })
    case .signed64: .whole(Self.words(bytes, Int64.self) { $0 })
    case .signed32: .whole(Self.words(bytes, Int32.self) { Int64($0) })
    case .signed16: .whole(Self.words(bytes, Int16.self) { Int64($0) })
    case .signed8: .whole(Self.words(bytes, Int8.self) { Int64($0) })
    case .unsigned8: .whole(bytes.map { Int64($0) })
    case .truth: bytes.allSatisfy { $0 < 2 } ? .whole(bytes.map { Int64($0) }) : nil
    }
  }

  /// Reads words wherever they lie; a safetensors file need not align them.
  private static func words<Word: FixedWidthInteger & BitwiseCopyable, Value>(
    _ bytes: ArraySlice<UInt8>, _ type: Word.Type, _ convert: (Word) -> Value
  ) -> [Value] {
    let width = MemoryLayout<Word>.size
    return unsafe bytes.withUnsafeBytes { raw in
      (0..<raw.count / width).map { i in
        unsafe convert(
          Word(littleEndian: raw.loadUnaligned(fromByteOffset: i * width, as: Word.self)))
      }
    }
  }
}

/// Counts the values of a shape; nil where the product passes the largest `Int`.
func product(of shape: [Int]) -> Int? {
  // A zero anywhere makes the product zero, but only where the others could be multiplied.
  var total = 1
  for length in shape {
    let (next, overflow) = total.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    total = next
  }
  return total
}
