extension RepeatReport {
  /// Tables for people: each figure over the runs, then each video's mean and spread.
  public var text: String {
    let head = ["figure"] + runs + ["mean", "spread", "within a video", "over videos"]
    let body = rows.map { row in
      let values = row.values.map { row.figure.text($0) }
      return [row.figure.title] + values
        + Array(repeating: "–", count: runs.count - values.count)
        + [row.mean, row.spread, row.spreadWithinVideos, row.spreadOverVideos].map {
          row.figure.text($0)
        }
    }
    let shown = rows.filter { $0.figure.averaging != .whole }
    let videos =
      [["video"] + shown.map(\.figure.title)]
      + report.videos.enumerated().map { index, name in
        [name]
          + shown.map {
            "\($0.figure.text(Row.mean($0.videos[index]))) ± "
              + $0.figure.text(Row.spread($0.videos[index]))
          }
      }
    let rules = [
      "Protocol \(report.name), \(runs.count) runs of \(report.videos.count) videos.",
      "Spread is the standard deviation (n - 1) over runs; within a video, the mean over videos of"
        + " a video's own spread; over videos, that of the videos' means.",
    ]
    return TextTable.text([head] + body) + "\n" + TextTable.text(videos) + "\n"
      + (rules + report.rules).joined(separator: "\n") + "\n"
  }
}
