internal import Foundation
internal import Tournaments
internal import Yams

/// ProSkill's `rounds/N.yaml`: for each subtask the pairs of round N.
///
/// A subtask is a key, `goal->subgoal`, or a key within a goal's. A pair is a list of two segments,
/// such as `[a, b]`.
enum ProSkillRounds {
  /// Reads a round of each skill that the file names; its number is the last in the file's name.
  static func read(_ text: String, file: String) throws(SkilletError) -> [ForeignVotes.Round] {
    guard let number = number(of: file) else {
      throw SkilletError(
        .badData, "\(file): the name of a file of rounds ends with the round's number, as 1.yaml")
    }
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch {
      let words = "\(error)".split(whereSeparator: \.isNewline).prefix(1).joined()
      throw SkilletError(.badData, "\(file): cannot read YAML: \(words)")
    }
    guard let mapping = root?.mapping, !mapping.isEmpty else {
      throw SkilletError(.badData, "\(file): it maps no subtask to pairs")
    }
    var rounds: [ForeignVotes.Round] = []
    for (key, value) in mapping {
      guard let skill = key.string else { throw fault(file, key, "a subtask needs a name") }
      if let inner = value.mapping {
        for (subgoal, pairs) in inner {
          guard let name = subgoal.string else { throw fault(file, subgoal, "it needs a name") }
          rounds.append(try round("\(skill)->\(name)", number, pairs, file))
        }
      } else {
        rounds.append(try round(skill, number, value, file))
      }
    }
    return rounds
  }

  /// The last number in the name of a file of rounds.
  static func number(of file: String) -> Int? {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let digits = name.split { !$0.isASCII || !$0.isNumber }.last
    return digits.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func round(
    _ skill: String, _ number: Int, _ pairs: Node, _ file: String
  ) throws(SkilletError) -> ForeignVotes.Round {
    if pairs.mapping != nil {
      throw fault(
        file, pairs,
        "it looks like a ranking, which follows from the votes; import rounds and votes")
    }
    guard let list = pairs.sequence, !list.isEmpty else {
      throw fault(file, pairs, "\(skill) should have a list of pairs")
    }
    var round = ForeignVotes.Round(
      place: "\(file): line \(pairs.mark?.line ?? 1)", skill: skill, number: number)
    for pair in list {
      guard let two = pair.sequence, two.count == 2, let left = two[0].scalar?.string,
        let right = two[1].scalar?.string, !left.isEmpty, !right.isEmpty
      else { throw fault(file, pair, "a pair of \(skill) should be a list of two segments") }
      round.pairs.append(ForeignVotes.Pair(left: left, right: right))
    }
    return round
  }

  private static func fault(_ file: String, _ node: Node, _ reason: String) -> SkilletError {
    SkilletError(.badData, "\(file): line \(node.mark?.line ?? 1): \(reason)")
  }
}
