public import LinearAlgebra

/// The parameters of a model as safetensors, a tensor a parameter under its name.
public enum ModelFile {
  /// How a number is stored.
  public enum Precision: Sendable {
    /// 4 bytes, exactly.
    case single
    /// 2 bytes, rounded to 11 significant bits; for weights that are shipped.
    case half
  }

  /// The bytes of a file.
  ///
  /// Fails where a value is infinite, no number, or too large for half precision (65504).
  public static func bytes(
    of parameters: [Parameter], precision: Precision = .single,
    metadata: [(key: String, value: String)] = [], file: String = "model"
  ) throws(ArrayFileError) -> [UInt8] {
    let limit = precision == .half ? Float(65504) : .greatestFiniteMagnitude
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    for parameter in parameters {
      let values = parameter.values
      // Written so that NaN fails too.
      if let place = values.firstIndex(where: { !(abs($0) <= limit) }) {
        throw ArrayFileError(
          file: file, step: "write the model",
          reason: "value \(place) of '\(parameter.name)' is \(values[place]), beyond \(limit)",
          advice: "train with a lower rate, or store single precision")
      }
      tensors.append(
        (
          parameter.name,
          precision == .half
            ? .half(values, shape: parameter.shape)
            : .array(NumberArray(shape: parameter.shape, values: .single(values)))
        ))
    }
    return SafetensorsFile.bytes(tensors: tensors, metadata: metadata)
  }

  /// Puts stored numbers into the parameters of a model that was made with the same sizes.
  ///
  /// Nothing is changed unless every parameter finds its tensor, of its shape and finite, and every
  /// tensor its parameter.
  public static func load(
    _ contents: SafetensorsFile.Contents, file: String, into parameters: [Parameter]
  ) throws(ArrayFileError) {
    let names = Set(parameters.map(\.name))
    precondition(names.count == parameters.count, "two parameters share a name")
    func fault(_ reason: String) -> ArrayFileError {
      ArrayFileError(
        file: file, step: "load the model", reason: reason,
        advice: "use the file that was made for this kind and size of model")
    }
    if let stranger = contents.tensors.keys.sorted().first(where: { !names.contains($0) }) {
      throw fault("the model has no parameter '\(stranger)'")
    }
    var loaded: [[Float]] = []
    for parameter in parameters {
      loaded.append(
        try contents.values(parameter.name, shape: parameter.shape, failing: fault))
    }
    for (parameter, values) in zip(parameters, loaded) { parameter.values = values }
  }
}

extension SafetensorsFile.Contents {
  /// The numbers of a tensor that has to be there, of floating point, of a shape, and finite.
  func values(
    _ name: String, shape: [Int], failing fault: (String) -> ArrayFileError
  ) throws(ArrayFileError) -> [Float] {
    guard let tensor = tensors[name] else { throw fault("it has no tensor '\(name)'") }
    guard tensor.shape == shape else {
      throw fault("'\(name)' has the shape \(tensor.shape), not \(shape)")
    }
    guard case .single(let values) = tensor.values else {
      throw fault("'\(name)' is neither single nor half precision")
    }
    if let place = tensor.firstNonFinite {
      throw fault("value \(place) of '\(name)' is no finite number")
    }
    return values
  }
}
