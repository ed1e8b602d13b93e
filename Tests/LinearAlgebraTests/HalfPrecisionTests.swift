import LinearAlgebra
import Testing

// The compiler's own half precision is the reference; it is absent from Intel Macs.
#if !(os(macOS) && arch(x86_64))
  @Suite struct HalfPrecisionTests {
    private func readBack(_ values: [Float]) throws -> [Float] {
      let bytes = SafetensorsFile.bytes(
        tensors: [("t", .half(values, shape: [values.count]))], metadata: [])
      return try #require(SafetensorsFile.read(bytes, file: "x").tensors["t"]).floats
    }

    private func expectSame(_ value: Float, _ truth: Float, _ input: Float) {
      #expect(
        value.bitPattern == truth.bitPattern || (value.isNaN && truth.isNaN),
        "\(input) became \(value), not \(truth)")
    }

    @Test func `every half-precision number survives`() throws {
      let values = (0...UInt16.max).map { Float(Float16(bitPattern: $0)) }
      for (value, truth) in zip(try readBack(values), values) { expectSame(value, truth, truth) }
    }

    @Test(arguments: [UInt64(1), 2]) func `other numbers are rounded to the nearest`(
      seed: UInt64
    ) throws {
      var generator = SplitMix64(seed: seed)
      // Bit patterns near the range of half precision, and the ties between neighbours.
      let random = (0..<4000).map { _ in
        let exponent = UInt32(generator.next(below: 48) + 96) << 23
        let sign = UInt32(generator.next(below: 2)) << 31
        return Float(bitPattern: sign | exponent | UInt32(generator.next(below: 1 << 23)))
      }
      let ties = (0..<4000).map { _ in
        let bits = UInt16(generator.next(below: 0x7BFF))
        return (Float(Float16(bitPattern: bits)) + Float(Float16(bitPattern: bits + 1))) / 2
      }
      let inputs = random + ties + [65519.996, 65520, -65520, 1e30, .infinity, .nan, -0.0]
      for (value, input) in zip(try readBack(inputs), inputs) {
        expectSame(value, Float(Float16(input)), input)
      }
    }
  }
#endif
