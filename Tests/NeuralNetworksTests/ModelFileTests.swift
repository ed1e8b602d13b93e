import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct ModelFileTests {
  private func layer(seed: UInt64, outputs: Int = 4) -> Dense {
    var generator = SplitMix64(seed: seed)
    return Dense("d", inputs: 3, outputs: outputs, using: &generator)
  }

  private func read(_ bytes: [UInt8]) throws -> SafetensorsFile.Contents {
    try SafetensorsFile.read(bytes, file: "m.safetensors")
  }

  @Test func `a model of single precision comes back exactly`() throws {
    let (layer, other) = (layer(seed: 1), layer(seed: 2))
    let bytes = try ModelFile.bytes(of: layer.parameters, metadata: [("kind", "dense")])
    let contents = try read(bytes)
    #expect(contents.metadata == ["kind": "dense"])
    try ModelFile.load(contents, file: "m.safetensors", into: other.parameters)
    #expect(other.parameters.map(\.values) == layer.parameters.map(\.values))
  }

  @Test func `a model of half precision comes back within its rounding in half the bytes`() throws {
    let (layer, other) = (layer(seed: 3), layer(seed: 4))
    let bytes = try ModelFile.bytes(of: layer.parameters, precision: .half)
    #expect(try bytes.count == ModelFile.bytes(of: layer.parameters).count - 2 * 16)
    try ModelFile.load(read(bytes), file: "m.safetensors", into: other.parameters)
    for (a, b) in zip(layer.weight.values, other.weight.values) {
      #expect(abs(a - b) <= abs(a) * 0x1p-11)
    }
    // Writing what was read gives the same bytes.
    #expect(try ModelFile.bytes(of: other.parameters, precision: .half) == bytes)
  }

  @Test func `a file of another model is refused and changes nothing`() throws {
    let contents = try read(ModelFile.bytes(of: layer(seed: 5).parameters))
    let wide = layer(seed: 6, outputs: 5)
    let before = wide.parameters.map(\.values)
    let byShape = #expect(throws: ArrayFileError.self) {
      try ModelFile.load(contents, file: "m", into: wide.parameters)
    }
    #expect(byShape?.reason == "'d.weight' has the shape [3, 4], not [3, 5]")
    #expect(wide.parameters.map(\.values) == before)
    let model = layer(seed: 7)
    var changed = contents
    changed.tensors["d.bias"] = nil
    #expect(throws: ArrayFileError.self) {
      try ModelFile.load(changed, file: "m", into: model.parameters)
    }
    changed.tensors["d.bias"] = NumberArray(shape: [4], values: .single([0, .nan, 0, 0]))
    #expect(throws: ArrayFileError.self) {
      try ModelFile.load(changed, file: "m", into: model.parameters)
    }
    changed = contents
    changed.tensors["e"] = NumberArray(shape: [], values: .single([0]))
    let byName = #expect(throws: ArrayFileError.self) {
      try ModelFile.load(changed, file: "m", into: model.parameters)
    }
    #expect(byName?.reason == "the model has no parameter 'e'")
  }

  @Test(arguments: [Float.nan, .infinity, 65505]) func `what half precision cannot hold is refused`(
    value: Float
  ) {
    let parameter = Parameter("p", shape: [2], values: [0, value])
    #expect(throws: ArrayFileError.self) {
      try ModelFile.bytes(of: [parameter], precision: .half)
    }
  }
}
