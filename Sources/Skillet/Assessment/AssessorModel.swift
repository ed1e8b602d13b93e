internal import Assessment
internal import Foundation
internal import LinearAlgebra

/// A trained assessor: says how well something is done in a clip.
///
/// Only differences of its scores mean anything, and only between clips of one skill.
public struct AssessorModel: Sendable {
  /// Everything but the weights.
  public var settings: AssessorSettings
  /// How clips are brought to the scale of those that were learned from.
  var standard: ClipStandard
  /// The members.
  var members: [AssessorNetwork]

  /// The scores of clips: the mean over the members.
  func scores(_ clips: [ClipMeasurement]) -> [Double] {
    let assessed = clips.map { standard.clip($0) }
    guard !assessed.isEmpty else { return [] }
    var sums = [Double](repeating: 0, count: clips.count)
    for member in members {
      // A few at a time: memory does not grow with the number of clips, nor scores with company.
      for start in stride(from: 0, to: assessed.count, by: 64) {
        let part = Array(assessed[start..<min(start + 64, assessed.count)])
        for (i, score) in member.scores(part).enumerated() { sums[start + i] += Double(score) }
      }
    }
    return sums.map { $0 / Double(members.count) }
  }

  /// The settings as a document for programs.
  public func settingsText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }

  /// What a person wants to know of a model that was just trained.
  public func summary(path: String) -> String {
    func share(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
    let training = settings.training
    let length = settings.assessedLength?.text ?? settings.length
    var lines = [
      "assessor of \(length): learned from \(training.clips) clips, \(training.pairs) pairs; held "
        + "out \(training.validation.count) by \(training.heldOutBy)",
      "pairs put right: learned \(share(training.learnedAccuracy)), held out "
        + "\(share(training.heldOutAccuracy))",
    ]
    let losses = training.losses.map { String(format: "%.3f", $0) }.joined(separator: " ")
    lines.append("loss of each member: \(losses)")
    return (lines + ["wrote \(path)"]).joined(separator: "\n")
  }
}
