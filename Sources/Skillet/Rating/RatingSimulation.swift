internal import Annotations
internal import Foundation
internal import Rating

/// Tournaments whose outcome is known, played by every pairing and scored by every rule.
public struct RatingSimulation: Sendable, Hashable {
  /// How many items play; nil for 16, or for all that real votes name.
  public var items: Int?
  /// The votes a pair.
  public var votes = 5
  /// After which rounds to look.
  public var rounds = [4, 6, 10, 15]
  /// How well judges tell skills apart, one table each.
  public var slopes = [0.5, 2.0]
  /// How many tournaments are played.
  public var trials = 300
  /// The pairings by name.
  public var pairing = RatingSimulation.pairings
  /// The ridge of Bradley-Terry.
  public var ridge = RatingMethod().ridge
  /// A CSV of real votes on every pair; nil to simulate judges.
  public var answers: String?
  /// A CSV of item and score; nil for the share of votes won over all pairs.
  public var truth: String?
  /// The seed.
  public var seed: UInt64 = 0

  /// The names of the pairings.
  public static let pairings = PairingStrategy.allCases.map(\.rawValue)

  /// Takes the usual settings.
  public init() {}

  /// Plays the tournaments.
  public func run(interruption: Interruption) throws(SkilletError) -> SimulationResult {
    let study = RatingStudy(
      strategies: pairing.compactMap(PairingStrategy.init), rounds: rounds.sorted(),
      trials: trials, votes: votes, ridge: ridge, seed: seed)
    var tables: [SimulationResult.Table] = []
    if let answers {
      let votes = try AnswerTable(answers: answers, truth: truth)
      let count = min(items ?? votes.truth.count, votes.truth.count)
      let rows = study.replay(truth: votes.truth, answers: votes.answers, sample: count) {
        interruption.isRequested
      }
      tables.append(.init(slope: nil, items: count, rows: rows))
    } else {
      for slope in slopes {
        let rows = study.simulate(items: items ?? 16, slope: slope) { interruption.isRequested }
        tables.append(.init(slope: slope, items: items ?? 16, rows: rows))
      }
    }
    try interruption.check()
    return SimulationResult(simulation: self, tables: tables)
  }
}

/// Real votes on every pair, and what rankings are held against.
struct AnswerTable {
  let answers: [ItemPair: Comparison]
  let truth: [Double]

  init(answers path: String, truth truthPath: String?) throws(SkilletError) {
    let set = try ComparisonSet(path: path)
    var answers: [ItemPair: Comparison] = [:]
    for row in set.comparisons {
      let pair = ItemPair(row.left, row.right)
      var sum =
        answers[pair]
        ?? Comparison(left: pair.first, right: pair.second, leftVotes: 0, rightVotes: 0)
      sum.leftVotes += row.left == pair.first ? row.leftVotes : row.rightVotes
      sum.rightVotes += row.left == pair.first ? row.rightVotes : row.leftVotes
      sum.ties += row.ties
      answers[pair] = sum
    }
    for one in set.names.indices {
      for other in set.names.indices where one < other && answers[ItemPair(one, other)] == nil {
        throw SkilletError(
          .badData,
          "\(path): cannot replay tournaments: nobody judged \"\(set.names[one])\" against "
            + "\"\(set.names[other])\"; give votes on every pair")
      }
    }
    self.answers = answers
    if let truthPath {
      truth = try Self.scores(of: set.names, in: truthPath)
      return
    }
    var (won, all) = ([Double](repeating: 0, count: set.names.count), 0.0)
    for (pair, votes) in answers {
      all = votes.leftVotes + votes.rightVotes + votes.ties
      if all == 0 { continue }
      won[pair.first] += (votes.leftVotes + votes.ties / 2) / all
      won[pair.second] += (votes.rightVotes + votes.ties / 2) / all
    }
    // Rounded, for the sum depends on the order of a dictionary.
    truth = won.map { ($0 * 1e6).rounded() / 1e6 }
  }

  /// Reads `item,score`.
  private static func scores(
    of names: [String], in path: String
  ) throws(SkilletError) -> [Double] {
    do {
      let scores = try ItemScores(text: StandardInput.text(of: path), file: path)
      var found: [Double] = []
      for name in names {
        guard let score = scores.scores[name] else {
          throw SkilletError(
            .badData, "\(path): cannot read the scores: there is none for \"\(name)\"")
        }
        found.append(score)
      }
      return found
    } catch let error as AnnotationError {
      throw SkilletError(error)
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(path): cannot read the scores: \(error)")
    }
  }
}
