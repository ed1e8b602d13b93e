internal import Synchronization

extension SeriesReading {
  /// Reads the videos of a data set side by side.
  static func all(
    _ demonstrations: [DemonstrationSet.Demonstration], _ inputs: SeriesInputs, jobs: Int,
    _ interruption: Interruption, _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws -> [SeriesReading] {
    let done = Mutex(0)
    return try parallelMap(demonstrations.count, width: jobs) { place in
      let one = demonstrations[place]
      let reading = try SeriesReading(
        one.path, inputs: inputs, actions: one.actions, interruption: interruption)
      let count = done.withLock { done in
        done += 1
        return done
      }
      progress(
        TrainingProgress(
          stage: "reading", done: count, expected: demonstrations.count, unit: "videos"))
      return reading
    }
  }
}
