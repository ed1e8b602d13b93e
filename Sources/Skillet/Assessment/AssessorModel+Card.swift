internal import Foundation
internal import NeuralNetworks

extension AssessorModel {
  /// The model's card in Markdown: what it is, what made it, what it reached.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - bytes: the size of its file.
  public func card(name: String, bytes: Int) -> String {
    let training = settings.training
    let numbers = members.reduce(0) { $0 + $1.parameterCount }
    func share(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "none" }
    let held = training.validation.joined(separator: ", ")
    let lines = [
      "# \(name)", "",
      "An assessor: says how well something is done in a clip. \(settings.members) member(s), "
        + "\(numbers) weights in half precision, \(bytes) bytes.",
      "",
      "- Sees: \(settings.features) of \(settings.assessedLength?.text ?? settings.length), "
        + "no actions, no sound.",
      "- Skills: \(training.skills.isEmpty ? "not named" : training.skills.joined(separator: ", "))."
        + " Only differences between clips of one skill mean anything.",
      "- Learned from \(training.pairs) pairs of \(training.clips) clips; seed \(settings.seed), "
        + "Skillet \(settings.version).",
      "- Stopped by pairs of these, held out by \(training.heldOutBy): "
        + "\(held.isEmpty ? "none" : held).",
      "", "Made by", "", "```sh", training.command, "```", "",
      "Pairs put right: \(share(training.learnedAccuracy)) of those learned from, "
        + "\(share(training.heldOutAccuracy)) of those held out (on which the weights were chosen; "
        + "expect less on others).",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
