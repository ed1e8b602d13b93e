internal import Foundation

/// Where a trained model will lie.
public struct ModelOutput: Sendable {
  private let path: String
  private let card: String?

  /// Checks that the model can be written, before any work is done.
  ///
  /// - Parameters:
  ///   - path: the file of the model.
  ///   - hasCard: whether its card is written beside it, under its name with `.md`.
  ///   - replaces: whether files that exist are replaced.
  public init(path: String, hasCard: Bool = false, replaces: Bool) throws(SkilletError) {
    self.path = path
    card = hasCard ? URL(fileURLWithPath: path).deletingPathExtension().path + ".md" : nil
    if let card, !replaces, FileManager.default.fileExists(atPath: card) {
      throw SkilletError(
        .cannotWrite, "\(card): exists already; leave out --card, or replace it with --force")
    }
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue {
        throw SkilletError(.cannotWrite, "\(path): is a folder; name a file for the model")
      }
      guard replaces else {
        throw SkilletError(
          .cannotWrite, "\(path): exists already; name another file, or replace it with --force")
      }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw SkilletError(
        .cannotWrite, "\(path): cannot write into \(folder); make the folder first")
    }
  }

  private var name: String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// Writes a model, whole or not at all, and takes the checkpoints of its training away.
  public func write(
    _ model: PredictorModel, checkpoints training: PredictorTraining
  ) throws(SkilletError) {
    try write(model.bytes(file: path)) { name, count in model.card(name: name, bytes: count) }
    guard let checkpoint = training.checkpoint else { return }
    for member in 0..<training.members {
      try? FileManager.default.removeItem(atPath: "\(checkpoint).member\(member)")
    }
  }
}

extension ModelOutput {
  /// The file of the model.
  var modelPath: String { path }

  /// Writes a model's bytes and, where one is wanted, its card: both or nothing.
  func write(_ bytes: [UInt8], card text: (String, Int) -> String) throws(SkilletError) {
    var files = [(path: path, bytes: bytes)]
    if let card { files.append((card, Array(text(name, bytes.count).utf8))) }
    try AtomicFile.write(files)
  }

  /// Writes an assessor, whole or not at all, and takes the checkpoints of its training away.
  public func write(
    _ model: AssessorModel, checkpoints training: AssessorTraining
  ) throws(SkilletError) {
    try write(model.bytes(file: path)) { name, count in model.card(name: name, bytes: count) }
    guard let checkpoint = training.checkpoint else { return }
    for member in 0..<training.members {
      try? FileManager.default.removeItem(atPath: "\(checkpoint).member\(member)")
    }
  }

  /// Writes a labeller, whole or not at all.
  public func write(_ model: ActionLabeller) throws(SkilletError) {
    try AtomicFile.write(files(of: model))
  }

  /// The file of a labeller, and its card where one was asked for.
  public func files(
    of model: ActionLabeller
  ) throws(SkilletError) -> [(path: String, bytes: [UInt8])] {
    let bytes = try model.bytes(file: path)
    guard let card else { return [(path, bytes)] }
    return [(path, bytes), (card, Array(model.card(name: name, bytes: bytes.count).utf8))]
  }
}

extension PredictorModel {
  /// The settings as a document for programs.
  public func settingsText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }

  /// What a person wants to know of a model that was just trained.
  public func summary(path: String) -> String {
    func figures(_ name: String, _ figures: PredictorSettings.Figures?) -> String {
      guard let figures else { return "" }
      let numbers = [figures.f1Within3, figures.f1Within5, figures.segmentalF1].map {
        String(format: "%.3f", $0)
      }
      return "\(name): F1 within 3 frames \(numbers[0]), within 5 \(numbers[1]), "
        + "segmental F1 \(numbers[2])\n"
    }
    let training = settings.training
    let losses = training.losses.map { String(format: "%.3f", $0) }.joined(separator: " ")
    var text = "\(settings.kind.rawValue): learned from \(training.demonstrations) demonstrations, "
    text += "\(training.rows) rows; chosen on \(training.validation.count)\n"
    if let count = training.pseudoLabelled {
      text += "the actions of \(count) demonstrations are pseudo-labels\n"
    }
    if !losses.isEmpty { text += "validation loss of each member: \(losses)\n" }
    text += figures("whole demonstrations", training.figures)
    text += figures("streaming, \(settings.lookAhead) rows ahead", training.streamingFigures)
    if !training.hasTruth {
      text += "no true boundaries were known: the threshold is the usual one\n"
    }
    return text + "wrote \(path)"
  }
}
