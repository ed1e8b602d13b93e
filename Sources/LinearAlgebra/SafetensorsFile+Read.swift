extension SafetensorsFile {
  /// What a file holds.
  public struct Contents: Sendable, Hashable {
    /// The tensors under their names.
    public var tensors: [String: NumberArray]
    /// The texts of `__metadata__`.
    public var metadata: [String: String]

    /// Joins tensors and texts.
    public init(tensors: [String: NumberArray], metadata: [String: String] = [:]) {
      self.tensors = tensors
      self.metadata = metadata
    }
  }

  /// The longest header that is read, as in the reference implementation.
  static let longestHeader = 100_000_000

  /// Reads a whole file: `F64`, `F32`, `F16`, `BF16`, `I64`, `I32`, `I16`, `I8`, `U8` and `BOOL`.
  ///
  /// As in the reference implementation, tensors have to fill the data without a gap, an overlap or
  /// a rest, in any order. A name may appear once only. Cost: linear in the bytes.
  ///
  /// - Parameters:
  ///   - bytes: all of the file.
  ///   - file: its name, for the error.
  ///   - requiringFinite: whether an infinite value or NaN is a fault.
  public static func read(
    _ bytes: [UInt8], file: String, requiringFinite: Bool = false
  ) throws(ArrayFileError) -> Contents {
    func fault(_ reason: String) -> ArrayFileError {
      ArrayFileError(
        file: file, step: "read safetensors", reason: reason,
        advice: "the file is damaged or not safetensors: fetch or write it again")
    }
    guard bytes.count >= 8 else { throw fault("it has \(bytes.count) bytes, fewer than 8") }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    guard length <= UInt64(longestHeader) else {
      throw fault("its header claims \(length) bytes, more than \(longestHeader)")
    }
    let start = 8 + Int(length)
    guard start <= bytes.count else {
      throw fault("its header claims \(length) bytes, but \(bytes.count - 8) follow")
    }
    let header: SafetensorsHeader
    do {
      header = try SafetensorsHeader(parsing: bytes[8..<start])
    } catch { throw fault(error.reason) }

    var contents = Contents(tensors: [:], metadata: header.metadata)
    var position = 0
    for entry in header.entries.sorted(by: SafetensorsHeader.Entry.liesBefore) {
      let name = "the tensor '\(entry.name)'"
      guard entry.begin == position, entry.end >= entry.begin else {
        throw fault(
          "\(name) lies at \(entry.begin)..<\(entry.end), not from \(position) where it should")
      }
      guard entry.end <= bytes.count - start else {
        throw fault("\(name) ends at \(entry.end), but \(bytes.count - start) bytes of data follow")
      }
      guard let kind = Self.kinds[entry.type] else {
        throw ArrayFileError(
          file: file, step: "read safetensors",
          reason: "\(name) is of the kind '\(entry.type)', which is not read",
          advice: "convert it to one of \(Self.kinds.keys.sorted().joined(separator: ", "))")
      }
      // Dividing the bytes cannot overflow, where multiplying the shape's product could.
      let held = entry.end - entry.begin
      guard let count = product(of: entry.shape), held % kind.width == 0, held / kind.width == count
      else { throw fault("\(name) has \(held) bytes, which do not make \(entry.shape)") }
      guard let values = kind.values(of: bytes[(start + entry.begin)..<(start + entry.end)]) else {
        throw fault("\(name) holds a truth value that is neither 0 nor 1")
      }
      let array = NumberArray(shape: entry.shape, values: values)
      if requiringFinite, let place = array.firstNonFinite {
        throw fault("\(name) has no finite number at place \(place)")
      }
      contents.tensors[entry.name] = array
      position = entry.end
    }
    guard position == bytes.count - start else {
      throw fault("\(bytes.count - start - position) bytes behind the last tensor belong to none")
    }
    return contents
  }

  private static let kinds: [String: NumberKind] = [
    "F64": .float64, "F32": .float32, "F16": .float16, "BF16": .bfloat16, "I64": .signed64,
    "I32": .signed32, "I16": .signed16, "I8": .signed8, "U8": .unsigned8, "BOOL": .truth,
  ]
}
