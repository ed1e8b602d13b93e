internal import Annotations
internal import Features
internal import Frames
internal import LinearAlgebra
internal import Segmentation
internal import VideoIO

extension SeriesInputs {
  /// Videos that a codebook is fitted to, at most, and pictures that are taken of each.
  private static let sampledVideos = 16
  private static let sampledPictures = 40

  /// Checks that the actions of a data set are of one kind and width.
  static func checkAgreement(_ recordings: [ActionRecording]) throws(SkilletError) {
    guard let first = recordings.first else { return }
    for other in recordings
    where other.track.space.kind != first.track.space.kind
      || other.track.width != first.track.width
    {
      throw SkilletError(
        .badData,
        "\(other.path): its actions are \(other.track.space.kind.rawValue) of width "
          + "\(other.track.width), those of \(first.path) \(first.track.space.kind.rawValue) of "
          + "width \(first.track.width); train on one kind at a time")
    }
  }

  /// Fits a vocabulary to the actions of a data set; discrete ones are their own codes.
  static func vocabulary(
    _ recordings: [ActionRecording], codes: Int, seed: UInt64
  ) throws(SkilletError) -> ActionVocabulary {
    guard let first = recordings.first else {
      throw SkilletError(.badData, "there is no demonstration with actions to learn from")
    }
    let isValid = recordings.flatMap(\.track.isValid)
    do throws(ActionVocabularyError) {
      switch first.track.space {
      case .discrete:
        let choices = recordings.map { $0.track.space.choices[0] }.max() ?? 1
        return .identity(choices: choices)
      case .multiDiscrete:
        return try .combinations(
          of: recordings.flatMap(\.track.codes), width: first.track.width, isValid: isValid)
      case .continuous:
        return try .clusters(
          of: recordings.flatMap(\.track.numbers), dimension: first.track.width, isValid: isValid,
          count: codes, seed: seed)
      }
    } catch {
      throw SkilletError(.badData, "\(first.path) and others: \(error)")
    }
  }

  /// Fits a grid of patches and a codebook to pictures of a data set.
  static func codebook(
    _ videos: [String], vocabulary: Int, seed: UInt64, interruption: Interruption,
    progress: (Int, Int) -> Void
  ) throws(SkilletError) -> PatchCodebook {
    let step = max(1, videos.count / sampledVideos)
    let chosen = stride(from: 0, to: videos.count, by: step).prefix(sampledVideos).map {
      videos[$0]
    }
    var pictures: [PatchGrid: [SmallPicture]] = [:]
    var size: (width: Int, height: Int)?
    for (i, path) in chosen.enumerated() {
      do throws(VideoError) {
        var reader = try VideoReader(path, options: .init(threads: 2))
        let expected = reader.header.framesFromHeader ?? 1000
        let every = max(1, expected / sampledPictures)
        var taken = 0
        while !interruption.isRequested, taken < 2 * sampledPictures,
          let frame = try reader.next()
        {
          guard frame.index % every == 0, !reader.currentIsCorrupt else { continue }
          let shown = size ?? (reader.header.width, reader.header.height)
          size = shown
          for count in PatchGridChoice.candidates {
            let grid = PatchGrid(
              shorterSide: count, pictureWidth: shown.width, pictureHeight: shown.height)
            var picture = grid.picture
            try reader.average(into: &picture)
            pictures[grid, default: []].append(picture)
          }
          taken += 1
        }
      } catch {
        throw SkilletError(error)
      }
      progress(i + 1, chosen.count)
    }
    try interruption.check()
    guard let size, !pictures.isEmpty else {
      throw SkilletError(.badData, "none of the \(videos.count) videos shows a picture")
    }
    let choice = PatchGridChoice(
      pictureWidth: size.width, pictureHeight: size.height, seed: seed
    ) { pictures[$0] ?? [] }
    let grid = PatchGrid(
      shorterSide: choice.shorterSide, pictureWidth: size.width, pictureHeight: size.height)
    return PatchCodebook(
      grid: grid, pictures: pictures[grid] ?? [], vocabulary: vocabulary, seed: seed)
  }

  /// Fits the components of what is measured of the picture to videos of a data set.
  static func components(
    of moves: Moves, _ videos: [String], count: Int, seed: UInt64, jobs: Int,
    interruption: Interruption,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws(SkilletError) -> PrincipalComponents {
    let step = max(1, videos.count / sampledVideos)
    let chosen = stride(from: 0, to: videos.count, by: step).prefix(sampledVideos).map {
      videos[$0]
    }
    let inputs = SeriesInputs(moves: moves)
    do {
      let readings = try parallelMap(chosen.count, width: jobs) { place in
        let reading = try SeriesReading(
          chosen[place], inputs: inputs, actions: nil, interruption: interruption)
        progress(place + 1, chosen.count)
        return reading.series.moves
      }
      let values = readings.flatMap(\.values)
      let columns = readings.first?.columns ?? 0
      return PrincipalComponents(
        Matrix(rows: values.count / columns, columns: columns, values: values),
        count: count, seed: seed)
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "looking at \(moves.rawValue): \(error)")
    }
  }
}
