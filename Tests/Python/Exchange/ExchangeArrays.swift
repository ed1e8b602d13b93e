import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a `.npy` or safetensors file and writes all of it as safetensors, for check_arrays.py.
///
/// `exchange-arrays IN OUT`: the array of a `.npy` file is named `array`. Numbers of single precision
/// are written twice, the second time as half precision under their name and `.half`.
@main
struct ExchangeArrays {
  static func main() {
    let paths = CommandLine.arguments.dropFirst()
    guard let input = paths.first, let output = paths.dropFirst().first else {
      print("exchange-arrays IN OUT")
      exit(64)
    }
    do {
      let bytes = try WholeFile.read(input)
      let contents =
        input.hasSuffix(".npy")
        ? SafetensorsFile.Contents(
          tensors: ["array": try NPYFile.read(bytes, file: input)], metadata: [:])
        : try SafetensorsFile.read(bytes, file: input)
      try WholeFile.write(written(contents), to: output)
    } catch {
      print(error)
      exit(65)
    }
  }

  private static func written(_ contents: SafetensorsFile.Contents) -> [UInt8] {
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    for (name, array) in contents.tensors.sorted(by: { $0.key < $1.key }) {
      tensors.append((name, .array(array)))
      if case .single(let values) = array.values {
        tensors.append(("\(name).half", .half(values, shape: array.shape)))
      }
    }
    let metadata = contents.metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return SafetensorsFile.bytes(tensors: tensors, metadata: metadata)
  }
}
