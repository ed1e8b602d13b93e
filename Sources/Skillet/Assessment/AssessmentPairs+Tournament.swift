internal import Assessment
internal import Foundation
internal import Rating
internal import Tournaments

extension AssessmentPairs {
  /// The clips and votes of a tournament, each pair with the share of its votes, ties as halves.
  ///
  /// Clips of which the tournament knows the file are read there, others are looked for by name in a
  /// folder, or beside the tournament.
  static func tournament(
    _ path: String, clips folder: String?
  ) throws(SkilletError) -> (clips: [ClipList.Clip], pairs: [Assessment.JudgedPair]) {
    let tournament = try RatingTournament(opening: path)
    let beside = URL(fileURLWithPath: path).deletingLastPathComponent()
    let files = try ClipFolder(folder ?? beside.path)
    var (clips, pairs): ([ClipList.Clip], [Assessment.JudgedPair]) = ([], [])
    for field in tournament.ledger.fields {
      var places: [Int: Int] = [:]
      for comparison in field.comparisons() {
        var ends: [Int] = []
        for item in [comparison.left, comparison.right] {
          if let place = places[item] {
            ends.append(place)
            continue
          }
          let clip = field.clips[item].clip
          guard clip.seconds == nil, clip.frames == nil else {
            throw SkilletError(
              .badData,
              "\(path): the clip \(clip.name.printable) is a span of a video; an assessor learns from "
                + "files: write them with `skillet segment --clips` and start from those")
          }
          let stated = clip.path.map { URL(fileURLWithPath: $0, relativeTo: beside).path }
          let isThere = stated.map { FileManager.default.fileExists(atPath: $0) } ?? false
          let file =
            isThere && folder == nil
            ? stated ?? "" : try files.path(clip.name, written: clip.path ?? clip.name)
          places[item] = clips.count
          ends.append(clips.count)
          clips.append(
            ClipList.Clip(
              name: clip.name, path: file, skill: field.skill.name, performer: clip.performer))
        }
        let votes = comparison.leftVotes + comparison.rightVotes + comparison.ties
        let share = (comparison.leftVotes + comparison.ties / 2) / votes
        pairs.append(
          Assessment.JudgedPair(
            left: ends[0], right: ends[1], leftShare: Float(min(1, share)), weight: Float(votes)))
      }
    }
    return (clips, pairs)
  }
}
