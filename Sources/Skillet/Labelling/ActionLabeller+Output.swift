internal import Annotations
internal import Foundation

extension ActionLabeller {
  /// The settings as a document for programs.
  public func settingsText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }

  /// What a person wants to know of a model that was just trained.
  public var summary: String {
    func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
    let training = settings.training
    var lines = [
      "inverse dynamics of \(settings.space.kind) actions: learned from \(training.demonstrations) "
        + "labelled videos, \(training.rows) rows; \(training.validation.count) held out"
    ]
    let losses = training.losses.map(rounded).joined(separator: " ")
    lines.append(
      "\(training.validation.isEmpty ? "training" : "validation") loss of each member: \(losses)")
    if let figures = training.figures {
      let place = "on \(figures.rows) rows of \(training.validation.joined(separator: ", "))"
      if let accuracy = figures.accuracy, let mostFrequent = figures.mostFrequent {
        lines.append(
          "accuracy \(rounded(accuracy)) \(place); the most frequent action alone "
            + rounded(mostFrequent))
      }
      if let explained = figures.explained {
        let names = settings.space.names
        let parts = explained.enumerated().map { i, value in
          "\(names.isEmpty ? "\(i)" : names[i]) \(value.map(rounded) ?? "constant")"
        }
        lines.append("R2 \(place): \(parts.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// What was labelled, as a document for programs.
public struct LabellingReport: Sendable, Encodable {
  /// A video and the file of its labels.
  struct Entry: Encodable {
    var video, file: String
    var frames, labelled: Int
  }

  let schema = "skillet.labels/1"
  let model: String
  let seed: UInt64
  let labels: [Entry]

  /// Collects what was written.
  public init(
    _ labels: [ActionLabeller.Labels], by model: ActionLabeller, called name: String,
    in output: LabelOutput
  ) {
    self.model = name
    seed = model.settings.seed
    self.labels = labels.map { one in
      Entry(
        video: one.video, file: output.path(of: one.name), frames: one.track.frameCount ?? 0,
        labelled: one.track.isValid.count { $0 })
    }
  }

  /// The document.
  public func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
