extension NPYFile {
  /// Reads a whole file of format version 1, 2 or 3.
  ///
  /// Read are `<f8`, `<f4`, `<f2`, `<i8`, `<i4`, `<i2`, `|i1`, `|u1` and `|b1`, of any number of
  /// dimensions, in C and in Fortran order. Cost: linear in the bytes.
  ///
  /// - Parameters:
  ///   - bytes: all of the file.
  ///   - file: its name, for the error.
  ///   - requiringFinite: whether an infinite value or NaN is a fault.
  public static func read(
    _ bytes: [UInt8], file: String, requiringFinite: Bool = false
  ) throws(ArrayFileError) -> NumberArray {
    func fault(
      _ reason: String, _ advice: String = "the file is damaged or not .npy: write it again"
    ) -> ArrayFileError {
      ArrayFileError(file: file, step: "read .npy", reason: reason, advice: advice)
    }
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count >= 10 else {
      throw fault("it does not begin as a .npy file does")
    }
    guard (1...3).contains(bytes[6]) else {
      throw fault("its format has the version \(bytes[6]).\(bytes[7]), not 1, 2 or 3")
    }
    let prefix = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= prefix else { throw fault("it ends within its first \(prefix) bytes") }
    let length = (8..<prefix).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 8)) }
    let start = prefix + length
    guard start <= bytes.count else {
      throw fault("its header claims \(length) bytes, but \(bytes.count - prefix) follow")
    }
    let header: NPYHeader
    do {
      header = try NPYHeader(parsing: bytes[prefix..<start])
    } catch { throw fault(error.reason) }
    guard let kind = Self.kinds[header.type] else {
      throw fault(
        "its values are '\(header.type)', which is not read",
        "convert them to one of \(Self.kinds.keys.sorted().joined(separator: ", "))")
    }
    let held = bytes.count - start
    guard let count = product(of: header.shape), held % kind.width == 0,
      held / kind.width == count
    else { throw fault("it has \(held) bytes of data, which do not make \(header.shape)") }
    guard let values = kind.values(of: bytes[start...]) else {
      throw fault("it holds a truth value that is neither 0 nor 1")
    }
    var array = NumberArray(shape: header.shape, values: values)
    if header.isFortranOrder, header.shape.count > 1 { array = array.fromFortranOrder() }
    if requiringFinite, let place = array.firstNonFinite {
      throw fault("it has no finite number at place \(place)", "look for what wrote that value")
    }
    return array
  }

  private static let kinds: [String: NumberKind] = [
    "<f8": .float64, "<f4": .float32, "<f2": .float16, "<i8": .signed64, "<i4": .signed32,
    "<i2": .signed16, "|i1": .signed8, "|u1": .unsigned8, "|b1": .truth,
  ]
}

extension NumberArray {
  /// Takes values whose first index runs fastest and puts them in row-major order.
  fileprivate func fromFortranOrder() -> NumberArray {
    switch values {
    case .single(let values):
      NumberArray(shape: shape, values: .single(Self.reorder(values, shape)))
    case .double(let values):
      NumberArray(shape: shape, values: .double(Self.reorder(values, shape)))
    case .whole(let values):
      NumberArray(shape: shape, values: .whole(Self.reorder(values, shape)))
    }
  }

  private static func reorder<Value>(_ values: [Value], _ shape: [Int]) -> [Value] {
    guard !values.isEmpty else { return values }
    // The step in the file that goes with a step along each dimension.
    var steps: [Int] = []
    var step = 1
    for length in shape {
      steps.append(step)
      step *= length
    }
    var index = [Int](repeating: 0, count: shape.count)
    var place = 0
    return (0..<values.count).map { _ in
      let value = values[place]
      for axis in shape.indices.reversed() {
        index[axis] += 1
        place += steps[axis]
        if index[axis] < shape[axis] { break }
        place -= index[axis] * steps[axis]
        index[axis] = 0
      }
      return value
    }
  }
}
