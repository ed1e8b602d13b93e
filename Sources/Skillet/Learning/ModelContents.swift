internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks

/// The file of a trained model: tensors in half precision, settings as JSON in the metadata.
///
/// Shared by all kinds of models; what a kind needs beyond that it checks itself.
struct ModelContents {
  /// What a kind of model is called in messages.
  struct Kind {
    /// Such as "predictor".
    var noun: String
    /// The schema that its settings state.
    var schema: String
    /// The command that writes one.
    var command: String
  }

  private struct Stated: Decodable { var schema: String }

  private static let settingsKey = "skillet"

  /// The tensors.
  let tensors: SafetensorsFile.Contents
  private let file: String
  private let kind: Kind

  /// Reads the bytes of a file.
  init(_ bytes: [UInt8], file: String, kind: Kind) throws(ArrayFileError) {
    self.file = file
    self.kind = kind
    tensors = try SafetensorsFile.read(bytes, file: file, requiringFinite: true)
  }

  /// How many numbers the file holds.
  var numbers: Int { tensors.tensors.values.reduce(0) { $0 + $1.count } }

  /// What is wrong with the file.
  func fault(_ reason: String) -> ArrayFileError {
    ArrayFileError(
      file: file, step: "read the \(kind.noun)", reason: reason,
      advice: "give a model that `\(kind.command)` wrote")
  }

  /// The settings; the schema is looked at first, so that another kind of model is called one.
  func settings<Settings: Decodable>(
    _ type: Settings.Type
  ) throws(ArrayFileError) -> Settings {
    guard let text = tensors.metadata[Self.settingsKey] else {
      throw fault("its metadata does not say \"\(Self.settingsKey)\": it is no \(kind.noun)")
    }
    let (data, decoder) = (Data(text.utf8), JSONDecoder())
    if let stated = try? decoder.decode(Stated.self, from: data), stated.schema != kind.schema {
      throw fault("its schema is \(stated.schema), not \(kind.schema)")
    }
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw fault("its settings cannot be understood: \(error)")
    }
  }

  /// Takes up the weights of a member.
  func load(_ parameters: [Parameter], member: Int) throws(ArrayFileError) {
    let prefix = "member\(member)."
    var own = tensors
    own.tensors = [:]
    for (name, tensor) in tensors.tensors where name.hasPrefix(prefix) {
      own.tensors[String(name.dropFirst(prefix.count))] = tensor
    }
    try ModelFile.load(own, file: file, into: parameters)
  }

  /// Refuses tensors that are not among those of the model that was read.
  func refuseStrangers(
    to known: [(name: String, value: SafetensorsFile.Tensor)]
  ) throws(ArrayFileError) {
    let names = Set(known.map(\.name))
    if let stranger = tensors.tensors.keys.sorted().first(where: { !names.contains($0) }) {
      throw fault("nothing of it is called '\(stranger)'")
    }
  }

  /// The bytes of a model's file.
  static func bytes(
    settings: some Encodable, tensors: [(name: String, value: SafetensorsFile.Tensor)], file: String
  ) throws(SkilletError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
      return SafetensorsFile.bytes(
        tensors: tensors, metadata: [(key: settingsKey, value: text)])
    } catch {
      throw SkilletError(.failed, "\(file): cannot write the model: \(error)")
    }
  }

  /// The weights of members as tensors, in half precision.
  static func tensors(
    of members: [[Parameter]]
  ) -> [(name: String, value: SafetensorsFile.Tensor)] {
    members.enumerated().flatMap { i, member in
      member.map { ("member\(i).\($0.name)", .half($0.values, shape: $0.shape)) }
    }
  }

  /// Reads a file and makes of it what `make` makes; a missing file is no input (66), a damaged
  /// one bad data (65).
  static func read<Model>(
    _ path: String, make: ([UInt8]) throws(ArrayFileError) -> Model
  ) throws(SkilletError) -> Model {
    do throws(ArrayFileError) {
      return try make(WholeFile.read(path))
    } catch {
      let isMissing = !FileManager.default.fileExists(atPath: path)
      throw SkilletError(isMissing ? .noInput : .badData, "\(error)")
    }
  }
}
