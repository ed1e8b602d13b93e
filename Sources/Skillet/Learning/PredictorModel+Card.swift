internal import Features
internal import Foundation
internal import NeuralNetworks

extension PredictorModel {
  /// The model's card in Markdown: what it is, what made it, what it reached.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - bytes: the size of its file.
  public func card(name: String, bytes: Int) -> String {
    let training = settings.training
    let numbers = detector.members.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    var lines = [
      "# \(name)", "",
      "A predictor of skill boundaries, kind `\(settings.kind.rawValue)`; "
        + "\(settings.members) member(s), \(numbers) weights in half precision, \(bytes) bytes.",
      "", "- Sees: \(sight).",
      "- Learned from \(training.demonstrations) demonstrations, \(training.rows) rows, without "
        + "their boundaries; seed \(settings.seed), Skillet \(settings.version).",
      "- Weights and threshold were chosen on: \(training.validation.joined(separator: ", ")).",
      "", "Made by", "", "```sh", training.command, "```", "",
    ]
    if training.hasTruth {
      lines += [
        "On the demonstrations it was chosen on (level: \(training.level); mean over them):", "",
        "| | F1 within 3 frames | within 5 | segmental F1 |", "|---|---|---|---|",
      ]
      lines += row("whole demonstrations", training.figures)
      if settings.lookAhead > 0 || settings.kind != .action {
        lines += row(
          "streaming, \(settings.lookAhead) rows of look-ahead", training.streamingFigures)
      }
      lines += [
        "",
        "They are from the demonstrations that the threshold was chosen on; expect less on others.",
      ]
    } else {
      lines.append("No true boundaries were known: its threshold is the usual one.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var sight: String {
    var parts: [String] = []
    if let grid = settings.grid { parts.append("\(grid[0]) x \(grid[1]) patches of the picture") }
    if inputs.latent != nil { parts.append("codes of what happens, made up from the patches") }
    if inputs.vocabulary != nil || inputs.moves == .actions { parts.append("actions") }
    if inputs.moves == .motion { parts.append("the motion of the picture") }
    if inputs.moves == .features { parts.append("\(FeatureLayout.name) vectors of the picture") }
    return parts.joined(separator: ", ")
  }

  private func row(_ name: String, _ figures: PredictorSettings.Figures?) -> [String] {
    guard let figures else { return [] }
    let numbers = [figures.f1Within3, figures.f1Within5, figures.segmentalF1].map {
      String(format: "%.3f", $0)
    }
    return ["| \(name) | \(numbers.joined(separator: " | ")) |"]
  }
}
