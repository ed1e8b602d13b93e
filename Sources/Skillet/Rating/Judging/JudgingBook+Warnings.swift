internal import Tournaments

extension JudgingBook {
  /// What a person should know: clips that are not on the disk.
  var warnings: [String] {
    guard !missing.isEmpty else { return [] }
    let path = tournament.path.printable
    if videos.isEmpty {
      return [
        "\(path): none of its \(ledger.clips.count) clips is on the disk, so there is nothing to "
          + "judge; name their folder with --videos"
      ]
    }
    let some = missing.prefix(3).map(\.printable).joined(separator: ", ")
    let are = missing.count == 1 ? "clip is" : "clips are"
    return [
      "\(path): \(missing.count) \(are) not on the disk and not shown (\(some)"
        + "\(missing.count > 3 ? ", …" : "")); look at --videos"
    ]
  }
}
