extension ActionTable {
  /// Checks the table and gives its track.
  ///
  /// - Parameters:
  ///   - episode: the episode whose rows are wanted, where the file holds several.
  ///   - file: the file that faults name.
  /// - Throws: the first fault, with its row and column: a number that is not finite, a choice
  ///   outside its space, times or frames that do not rise, names or bounds of another count.
  public func track(episode: Int? = nil, file: String) throws(AnnotationError) -> ActionTrack {
    guard columns <= ActionSpace.widthLimit else {
      throw fault(
        file, "", "an action has \(columns) values, more than \(ActionSpace.widthLimit)",
        "give one row a frame, and only the values of its action")
    }
    let rows = try rows(of: episode, file)
    guard rows.contains(where: { isValid?[$0] ?? true }) else {
      throw fault(file, "", "there is not one action", "give a row a frame")
    }
    let valid = isValid.map { all in rows.map { all[$0] } }
    let (space, values) = try interpreted(rows, file)
    guard space.isConsistent else {
      throw fault(
        file, "", "the names or bounds do not fit the \(space.width) values of an action",
        "give one a dimension, or for discrete actions one name a choice")
    }
    let usual = space.kind == .discrete ? space.names : []
    let nulls = nullNames ?? usual.filter(ActionTrack.usualNullNames.contains)
    return ActionTrack(
      space: space, values: values, isValid: valid, source: source,
      nullActions: try space.nullActions(nulls, file: file),
      frames: try rising(frames, rows, "frame", file),
      times: try rising(times, rows, "time", file), frameRate: frameRate, frameCount: frameCount)
  }

  private func rows(of episode: Int?, _ file: String) throws(AnnotationError) -> [Int] {
    guard let episodes else {
      if let episode {
        throw fault(
          file, "", "the file names no episodes, so there is no episode \(episode)",
          "leave out --actions-episode")
      }
      return Array(0..<count)
    }
    let known = Set(episodes).sorted()
    guard let wanted = episode ?? (known.count == 1 ? known.first : nil) else {
      throw fault(
        file, "", "it holds \(known.count) episodes, \(Self.list(known))",
        "choose one with --actions-episode")
    }
    let rows = episodes.indices.filter { episodes[$0] == wanted }
    if rows.isEmpty {
      throw fault(
        file, "", "it holds no episode \(wanted) but \(Self.list(known))",
        "choose one with --actions-episode")
    }
    return rows
  }

  private static func list(_ episodes: [Int]) -> String {
    episodes.count > 6
      ? "\(episodes[0]), \(episodes[1]) ... \(episodes[episodes.count - 1])"
      : episodes.map(String.init).joined(separator: ", ")
  }

  private func rising<Value: Comparable>(
    _ all: [Value]?, _ rows: [Int], _ name: String, _ file: String
  ) throws(AnnotationError) -> [Value]? {
    guard let all else { return nil }
    for (row, next) in zip(rows, rows.dropFirst()) where !(all[row] < all[next]) {
      throw fault(
        file, place(next), "its \(name), \(all[next]), does not come after \(all[row])",
        "give each row a later \(name), and one episode a file or an episode_index")
    }
    if let first = rows.first, let last = rows.last {
      if let (low, high) = (all[first], all[last]) as? (Int, Int), low < 0 || high > Int(Int32.max)
      {
        throw fault(
          file, place(low < 0 ? first : last), "its frame is \(low < 0 ? low : high)",
          "frames count from 0 and fit 32 bits")
      }
      if let (low, high) = (all[first], all[last]) as? (Double, Double),
        !low.isFinite || !high.isFinite
      {
        throw fault(
          file, place(low.isFinite ? last : first), "its time is \(low.isFinite ? high : low)",
          "a time is a finite number of seconds")
      }
    }
    return rows.map { all[$0] }
  }
}
