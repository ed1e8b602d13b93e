internal import Rating
internal import Tournaments

extension ComparisonSet {
  /// What can be scored in a file: the skills of a tournament, each on its own, or a CSV as it is.
  ///
  /// A tournament gives every vote that counts as a row, in the order in which it was first given,
  /// and every clip, those that nobody compared too.
  public static func sets(of path: String) throws(SkilletError) -> [ComparisonSet] {
    guard path != "-", RatingTournament.isOne(path) else { return [try ComparisonSet(path: path)] }
    return try RatingTournament(opening: path).comparisonSets
  }
}

extension RatingTournament {
  /// The skills that have two clips or more, as comparisons.
  var comparisonSets: [ComparisonSet] {
    let judges = Dictionary(uniqueKeysWithValues: ledger.judges.map { ($0.id, $0.name) })
    return ledger.fields.filter { $0.clips.count > 1 }.map { field in
      let votes = ledger.votes(of: field)
      let order = field.clips.indices.sorted {
        field.clips[$0].clip.name < field.clips[$1].clip.name
      }
      var numbers = [Int](repeating: 0, count: order.count)
      for (number, place) in order.enumerated() { numbers[place] = number }
      return ComparisonSet(
        names: order.map { field.clips[$0].clip.name },
        comparisons: votes.map { vote in
          var comparison = vote.comparison
          comparison.left = numbers[comparison.left]
          comparison.right = numbers[comparison.right]
          return comparison
        }, judges: votes.map { judges[$0.judge] }, skill: field.skill.name)
    }
  }
}
