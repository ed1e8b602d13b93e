internal import Annotations

extension DemonstrationSet {
  /// A space that holds the actions of all videos, and the videos with their actions in it.
  ///
  /// - Throws: (65) where actions do not belong together.
  func inOneSpace() throws(SkilletError) -> (ActionSpace, [Demonstration]) {
    let recordings = demonstrations.compactMap(\.actions)
    guard let first = recordings.first else {
      throw SkilletError(.badData, "there is no video with actions to learn from")
    }
    try SeriesInputs.checkAgreement(recordings)
    var space = first.track.space
    for other in recordings.dropFirst() {
      guard let joined = space.joined(with: other.track.space) else {
        throw SkilletError(
          .badData,
          "\(other.path): its actions have other names than those of \(first.path); "
            + "learn from actions with the same names")
      }
      space = joined
    }
    var videos = demonstrations
    for i in videos.indices {
      guard let own = videos[i].actions else { continue }
      do throws(AnnotationError) {
        videos[i].actions = ActionRecording(
          path: own.path, track: try own.track.recoded(into: space, file: own.path),
          alignment: own.alignment, notes: own.notes)
      } catch {
        throw SkilletError(error)
      }
    }
    return (space, videos)
  }

  /// The videos that are not among others, and how many are.
  public func without(_ others: DemonstrationSet) -> (rest: DemonstrationSet, shared: Int) {
    let known = Set(others.demonstrations.map { OutputPlace($0.path).path })
    var rest = self
    rest.demonstrations.removeAll { known.contains(OutputPlace($0.path).path) }
    return (rest, demonstrations.count - rest.demonstrations.count)
  }
}
