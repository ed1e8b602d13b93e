internal import Annotations
internal import Foundation
internal import Tournaments

/// A tournament that is to be made.
public struct TournamentStart: Sendable {
  /// The file.
  public var path: String
  /// Votes a pair.
  public var votes = 5
  /// Votes on top where the first disagree.
  public var extraVotes = 3
  /// The share of the most frequent answer below which votes disagree.
  public var lowAgreement = 0.7
  /// Swiss rounds.
  public var rounds = 6
  /// What every draw follows from.
  public var seed: UInt64 = 0
  /// Whether a tournament without judgements may be replaced.
  public var replaces = false

  /// A tournament with the published settings.
  public init(path: String) { self.path = path }

  /// Makes the file; the first rounds are opened when somebody asks for pairs.
  public func make(_ clips: ClipCollection) throws(SkilletError) -> RatingTournament {
    var settings = TournamentSettings()
    settings.votes = votes
    settings.extraVotes = extraVotes
    settings.lowAgreement = lowAgreement
    settings.rounds = rounds
    settings.seed = seed
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try Tournament.create(
        path, settings: settings, skills: clips.skills(seenFrom: folder), replaces: replaces)
    } catch {
      throw SkilletError(error)
    }
    return try RatingTournament(opening: path)
  }
}
