internal import Foundation
internal import NeuralNetworks
internal import Segmentation

extension ActionLabeller {
  /// The model's card in Markdown: what it is, what made it, what it reached.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - bytes: the size of its file.
  public func card(name: String, bytes: Int) -> String {
    let training = settings.training
    let numbers = members.reduce(0) { $0 + $1.parameters.reduce(0) { $0 + $1.count } }
    var lines = [
      "# \(name)", "",
      "An inverse dynamics model: says which \(settings.space.kind) action was taken between two "
        + "pictures; \(settings.members) member(s), \(numbers) weights in half precision, "
        + "\(bytes) bytes.",
      "", "- Sees: \(sight).",
      "- Learned from \(training.demonstrations) demonstrations with their actions, "
        + "\(training.rows) rows; seed \(settings.seed), Skillet \(settings.version).",
    ]
    if !training.validation.isEmpty {
      lines.append("- Training was stopped on: \(training.validation.joined(separator: ", ")).")
    }
    lines += ["", "Made by", "", "```sh", training.command, "```", ""]
    guard let figures = training.figures else {
      return (lines + ["Nothing was held out, so nothing was measured."]).joined(separator: "\n")
        + "\n"
    }
    lines += ["On the demonstrations that the training was stopped on (\(figures.rows) rows):", ""]
    if let accuracy = figures.accuracy, let mostFrequent = figures.mostFrequent {
      lines += [
        "| | accuracy |", "|---|---|", "| this model | \(rounded(accuracy)) |",
        "| the most frequent action alone | \(rounded(mostFrequent)) |",
      ]
    }
    if let explained = figures.explained {
      let names = settings.space.names
      lines += ["| dimension of the action | R2 |", "|---|---|"]
      lines += explained.enumerated().map { i, value in
        "| \(names.isEmpty ? "\(i)" : names[i]) | \(value.map(rounded) ?? "constant") |"
      }
    }
    lines += ["", "They are from demonstrations that helped to choose it; expect less on others."]
    return lines.joined(separator: "\n") + "\n"
  }

  private var sight: String {
    let patches = settings.grid.map { "\($0[0]) x \($0[1]) patches of two pictures" } ?? ""
    return inputs.moves == .motion ? patches + ", the motion between them" : patches
  }

  private func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}
