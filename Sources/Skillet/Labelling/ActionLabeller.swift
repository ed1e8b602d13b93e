public import Annotations
internal import Segmentation
internal import Synchronization
internal import VideoIO

/// A trained inverse dynamics model: says what was done in a video from the picture alone.
public struct ActionLabeller: Sendable {
  /// Everything but the weights.
  public var settings: LabellerSettings
  /// What is seen, and the codes of actions.
  var inputs: SeriesInputs
  /// The actions.
  var space: ActionSpace
  /// The members.
  var members: [InverseDynamics]

  /// A video with the actions that were read off it.
  public struct Labels: Sendable {
    /// The video.
    public var video: String
    /// Its name without folder and extension.
    public var name: String
    /// The actions, marked as pseudo-labels.
    public var track: ActionTrack
  }

  /// Labels videos, whose own actions are not looked at.
  ///
  /// - Parameters:
  ///   - videos: the videos.
  ///   - model: what the model is called in the labels.
  ///   - jobs: threads.
  /// - Throws: `SkilletError` where a video cannot be read.
  public func label(
    _ videos: DemonstrationSet, model: String, jobs: Int = 2,
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> [Labels] {
    var seen = inputs
    seen.vocabulary = nil
    let demonstrations = videos.demonstrations
    let done = Mutex(0)
    do {
      return try parallelMap(demonstrations.count, width: jobs) { [seen] place in
        let one = demonstrations[place]
        let reading = try SeriesReading(
          one.path, inputs: seen, actions: nil, interruption: interruption)
        let labels = Labels(
          video: one.path, name: one.name, track: track(of: reading, model: model))
        let count = done.withLock { done in
          done += 1
          return done
        }
        progress(
          TrainingProgress(
            stage: "labelling", done: count, expected: demonstrations.count, unit: "videos"))
        return labels
      }
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "labelling: \(error)")
    }
  }

  /// The labels of a video that was read; the last row, after which nothing is seen, has none.
  func track(of reading: SeriesReading, model: String) -> ActionTrack {
    let codes = InverseDynamics.label(reading.series, members: members).codes
    let hasAll = reading.rowFrames.count == reading.frames.count
    return ActionTrack(
      space: space, values: values(codes), isValid: codes.map { $0 >= 0 },
      source: .pseudo(model: model, seed: settings.seed),
      nullActions: Set(settings.space.nullActions), frames: hasAll ? nil : reading.rowFrames,
      frameCount: reading.frames.count)
  }

  /// What codes stand for: choices, or for numbers the centroids, kept within the bounds.
  private func values(_ codes: [Int32]) -> ActionTrack.Values {
    guard let vocabulary = inputs.vocabulary else { return .codes(codes.map { max(0, $0) }) }
    guard case .continuous(let dimension, _, let low, let high) = space else {
      let none = [Int32](repeating: 0, count: space.width)
      return .codes(codes.flatMap { $0 < 0 ? none : vocabulary.choices(of: $0) })
    }
    let none = [Float](repeating: 0, count: dimension)
    return .numbers(
      codes.flatMap { code in
        guard code >= 0 else { return none }
        var numbers = vocabulary.numbers(of: code)
        for i in low.indices { numbers[i] = max(low[i], numbers[i]) }
        for i in high.indices { numbers[i] = min(high[i], numbers[i]) }
        return numbers
      })
  }
}
