internal import Annotations
internal import Foundation
internal import LinearAlgebra
internal import Rating
internal import Tournaments
internal import Yams

extension TournamentExport {
  /// How a release in ProSkill's layout is made.
  public struct Release: Sendable, Hashable {
    /// Elo's K; the paper names none.
    public var k = 4.0
    /// Elo's first rating; the paper names none.
    public var initial = 1000.0
    /// The share of the pairs that goes to `train.txt`.
    public var train = 0.7
    /// The share that goes to `val.txt`; the rest is `test.txt`.
    public var val = 0.15
    /// What the split follows from.
    public var seed: UInt64 = 0

    /// The usual.
    public init() {}
  }

  /// The files of a release by their place in its folder.
  ///
  /// `rounds/N.yaml` holds the pairs of round N by skill; `rankings/rank_after_round_N.yml` what the
  /// rounds up to N say of each clip: `elo` (majority of each pair, in the order of the pairs),
  /// `swiss_score`, `z_score` (Elo standardised within the skill) and `level`; `train.txt`,
  /// `val.txt` and `test.txt` hold `winner,loser,skill` of every pair that was not a tie, split pair
  /// by pair at random.
  public func release(_ release: Release) throws(SkilletError) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    let fields = fields
    let last = fields.compactMap { $0.rounds.last?.number }.max() ?? 0
    for number in 1..<(last + 1) {
      files.append(("rounds/\(number).yaml", try Self.rounds(fields, number)))
      files.append(
        ("rankings/rank_after_round_\(number).yml", try Self.ranking(fields, number, release)))
    }
    let texts = split(fields, release)
    for (name, text) in zip(["train.txt", "val.txt", "test.txt"], texts) {
      files.append((name, text))
    }
    return files
  }

  /// Where z-scores are cut into levels; the paper names no cuts.
  static let cuts = [-0.5, 0.5]
  static let levels = ["novice", "intermediate", "expert"]

  private static func rounds(_ fields: [SkillField], _ number: Int) throws(SkilletError) -> String {
    try yaml { () throws -> Node in
      var entries: [(Node, Node)] = []
      for field in fields where field.rounds.contains(where: { $0.number == number }) {
        let names = Dictionary(uniqueKeysWithValues: field.clips.map { ($0.id, $0.clip.name) })
        let pairs = try field.pairs.filter { field.round(of: $0) == number }.map { pair -> Node in
          let two: [Node] = try [pair.record.left, pair.record.right].map {
            try (names[$0] ?? "").represented()
          }
          return Node(two, .implicit, .flow)
        }
        entries.append((try field.skill.name.represented(), Node(pairs, .implicit, .block)))
      }
      return Node(entries, .implicit, .block)
    }
  }

  private static func ranking(
    _ fields: [SkillField], _ number: Int, _ release: Release
  ) throws(SkilletError) -> String {
    try yaml { () throws -> Node in
      var entries: [(Node, Node)] = []
      for field in fields where field.rounds.contains(where: { $0.number >= number }) {
        let comparisons = field.comparisons(throughRound: number)
        let elo = Elo(k: release.k, initial: release.initial).scores(
          comparisons.map(\.majorityMatch), items: field.clips.count)
        let points = field.points(throughRound: number)
        let standard = AbsoluteScore.standardised(elo).map { $0 ?? 0 }
        let levels = AbsoluteScore.levels(standard, cuts: Self.cuts)
        let order = elo.indices.sorted {
          (elo[$0], field.clips[$1].clip.name) > (elo[$1], field.clips[$0].clip.name)
        }
        let clips = try order.map { place -> (Node, Node) in
          let values: [(Node, Node)] = [
            (Node("elo"), figure(elo[place])),
            (Node("swiss_score"), figure(points[place])),
            (Node("z_score"), figure(standard[place])),
            (Node("level"), Node(Self.levels[levels[place] ?? 0])),
          ]
          return (try field.clips[place].clip.name.represented(), Node(values, .implicit, .flow))
        }
        entries.append((try field.skill.name.represented(), Node(clips, .implicit, .block)))
      }
      return Node(entries, .implicit, .block)
    }
  }

  /// A number to a millionth, without an exponent.
  private static func figure(_ value: Double) -> Node { Node(decimals(value, 6)) }

  private static func yaml(_ make: () throws -> Node) throws(SkilletError) -> String {
    do {
      return try serialize(node: make(), allowUnicode: true)
    } catch {
      throw SkilletError(.failed, "cannot write YAML: \(error)")
    }
  }

  /// `winner,loser,skill` of the pairs, in three parts.
  private func split(_ fields: [SkillField], _ release: Release) -> [String] {
    var lines: [String] = []
    for field in fields {
      for comparison in field.comparisons() where comparison.leftVotes != comparison.rightVotes {
        let isLeft = comparison.leftVotes > comparison.rightVotes
        let names = [comparison.left, comparison.right].map { field.clips[$0].clip.name }
        lines.append(
          CSVRows([[names[isLeft ? 0 : 1], names[isLeft ? 1 : 0], field.skill.name]]).text)
      }
    }
    var random = SplitMix64(seed: release.seed)
    let order = random.permutation(lines.count)
    let train = Int((Double(lines.count) * release.train).rounded())
    let end = min(
      lines.count, train + Int((Double(lines.count) * release.val).rounded()))
    return [order[..<train], order[train..<end], order[end...]].map { part in
      part.sorted().map { lines[$0] }.joined()
    }
  }
}
