internal import Annotations
internal import Foundation
internal import Rating

/// The scores of all skills of a file, as text, CSV or JSON.
public struct RatingScores: Sendable {
  /// How the scores were made.
  public let method: RatingMethod
  /// The skills, each scored on its own.
  public let skills: [RatedSkill]

  /// Scores every set.
  public init(_ sets: [ComparisonSet], by method: RatingMethod) {
    self.method = method
    skills = sets.map { RatedSkill($0, by: method) }
  }

  /// What a reader should be warned of.
  public var warnings: [String] {
    skills.flatMap { skill -> [String] in
      let name = skill.skill.map { "\($0): " } ?? ""
      var warnings: [String] = []
      if skill.converged == false { warnings.append("\(name)the fit did not converge") }
      let unscored = skill.entries.count { $0.score == nil }
      if unscored > 0 {
        warnings.append("\(name)\(unscored) of \(skill.entries.count) items have no finite score")
      }
      return warnings
    }
  }

  /// How the scores were made, in one line.
  public var summary: String {
    let interval = "\(JSONValue.number(method.interval).shortNumber) % intervals"
    switch method.kind {
    case .bradleyTerry:
      let by = method.bootstrap > 0 ? "of \(method.bootstrap) bootstrap samples" : "by curvature"
      return "Bradley-Terry, \(method.scale.rawValue), ties \(method.bradleyTerry.ties.rawValue), "
        + "ridge \(method.bradleyTerry.ridge), \(interval) \(by)"
    case .elo:
      let by = method.bootstrap > 0 ? ", \(interval) of \(method.bootstrap) bootstrap samples" : ""
      let order = method.orders > 0 ? ", mean over \(method.orders) orders" : ""
      return "Elo, K \(method.elo.k), initial \(method.elo.initial)\(order)\(by)"
    }
  }

  /// A table for people.
  public var text: String {
    var blocks: [String] = []
    for skill in skills {
      var lines = skill.skill.map { [$0.printable] } ?? []
      let width = max(4, skill.entries.map { $0.item.printable.count }.max() ?? 0)
      lines.append(
        "rank  " + "item".padding(toLength: width, withPad: " ", startingAt: 0)
          + "      score        low       high  comparisons")
      for entry in skill.entries {
        let name = entry.item.printable
        var line = Self.right(entry.rank.map(String.init) ?? "-", 4) + "  " + name
        line += String(repeating: " ", count: width - name.count)
        for value in [entry.score, entry.low, entry.high] {
          line += Self.right(value.map { decimals($0, 4) } ?? "-", 11)
        }
        line += Self.right(String(entry.comparisons), 13)
        if let level = entry.level { line += "  level \(level)" }
        if let note = entry.note { line += "  \(note)" }
        lines.append(line)
      }
      blocks.append(lines.joined(separator: "\n"))
    }
    return (blocks + [summary]).joined(separator: "\n\n")
  }

  /// A row an item.
  public var csv: String {
    let hasSkills = skills.contains { $0.skill != nil }
    var text = (hasSkills ? "skill," : "") + "item,score,rank,low,high,comparisons,note\n"
    for skill in skills {
      for entry in skill.entries {
        var fields = hasSkills ? [skill.skill ?? ""] : []
        fields.append(entry.item)
        fields.append(entry.score.map { "\($0)" } ?? "")
        fields.append(entry.rank.map { "\($0)" } ?? "")
        fields.append(entry.low.map { "\($0)" } ?? "")
        fields.append(entry.high.map { "\($0)" } ?? "")
        fields.append("\(entry.comparisons)")
        fields.append(entry.note ?? "")
        text += fields.map(\.csvField).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// One JSON document.
  public func jsonText() throws(SkilletError) -> String {
    var members = [
      JSONMember("method", .string(method.kind.rawValue)), JSONMember("seed", .seed(method.seed)),
      JSONMember("interval", .number(method.interval)),
      JSONMember("bootstrap", .integer(Int64(method.bootstrap))),
    ]
    switch method.kind {
    case .elo:
      members += [
        JSONMember("k", .number(method.elo.k)), JSONMember("initial", .number(method.elo.initial)),
        JSONMember("base", .number(method.elo.base)),
        JSONMember("scale", .number(method.elo.scale)),
        JSONMember("orders", .integer(Int64(method.orders))),
      ]
    case .bradleyTerry:
      let fits = skills.compactMap(\.iterations)
      members += [
        JSONMember("scale", .string(method.scale.rawValue)),
        JSONMember("ridge", .number(method.bradleyTerry.ridge)),
        JSONMember("ties", .string(method.bradleyTerry.ties.rawValue)),
        JSONMember("iterations", .integer(Int64(fits.max() ?? 0))),
        JSONMember("converged", .bool(skills.allSatisfy { $0.converged ?? true })),
      ]
      if let strength = skills.compactMap(\.tieStrength).first, skills.count == 1 {
        members.append(JSONMember("tieStrength", .number(strength)))
      }
    }
    members.append(
      JSONMember("comparisons", .integer(Int64(skills.reduce(0) { $0 + $1.comparisons }))))
    members.append(JSONMember("scores", .array(skills.flatMap { $0.json(cuts: method.cuts) })))
    do {
      return try JSONValue.object(members).text()
    } catch {
      throw SkilletError(.failed, "cannot write the scores: \(error)")
    }
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension RatedSkill {
  fileprivate func json(cuts: [Double]) -> [JSONValue] {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    func whole(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    return entries.map { entry in
      var members = skill.map { [JSONMember("skill", .string($0))] } ?? []
      members += [
        JSONMember("item", .string(entry.item)), JSONMember("score", number(entry.score)),
        JSONMember("rank", whole(entry.rank)), JSONMember("low", number(entry.low)),
        JSONMember("high", number(entry.high)),
        JSONMember("comparisons", whole(entry.comparisons)),
        JSONMember("note", entry.note.map { .string($0) } ?? .null),
        JSONMember("standardised", number(entry.standardised)),
      ]
      if !cuts.isEmpty { members.append(JSONMember("level", whole(entry.level))) }
      return .object(members)
    }
  }
}

extension JSONValue {
  /// A seed as a number, or as text where JSON's whole numbers end.
  static func seed(_ seed: UInt64) -> JSONValue {
    Int64(exactly: seed).map { .integer($0) } ?? .string(String(seed))
  }

  /// A number without a superfluous `.0`.
  fileprivate var shortNumber: String {
    guard let number else { return "" }
    return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
