extension ScoreReport {
  /// Two tables for people, the videos and the figures over all of them, and the rules.
  public var text: String {
    TextTable.text(videoRows) + "\n" + TextTable.text(figureRows) + "\n" + statement
  }

  /// A row a video.
  private var videoRows: [[String]] {
    let columns = figures.filter { $0.averaging != .whole }
    return [["video"] + columns.map(\.title)]
      + videos.indices.map { index in
        [videos[index]] + columns.map { $0.text($0.score(ofVideo: index)) }
      }
  }

  /// A row a figure: its value, its interval and what chance reaches.
  private var figureRows: [[String]] {
    let isChance = figures.contains { $0.uniform != nil || $0.random != nil }
    let head = ["figure", "value", "interval", "over videos"]
    let rows = figures.map { figure in
      let estimate = figure.estimate(bootstrap)
      let chance = figure.chance
      return [
        figure.title, figure.text(estimate?.mean), estimate?.ends(figure) ?? "–",
        figure.averaging.rawValue,
      ] + (isChance ? [figure.text(chance.uniform), figure.text(chance.random)] : [])
    }
    return [head + (isChance ? ["uniform", "random"] : [])] + rows
  }

  /// The protocol's rules and how the intervals came about.
  private var statement: String {
    (["Protocol \(name)."] + rules + [bootstrap.sentence(videos: videos.count)])
      .joined(separator: "\n") + "\n"
  }
}
