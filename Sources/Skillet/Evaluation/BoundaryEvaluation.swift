public import Annotations
public import Evaluation

/// `skillet evaluate boundary`: files of predictions against files of truth.
///
/// A prediction and a truth belong together when they name the same video: a document by its
/// video's path, any other file by its own name. A prediction without truth is an error; truth
/// without a prediction is noted, so that a subset can be scored.
public struct BoundaryEvaluation: Sendable {
  /// The scores.
  public let report: BoundaryReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// Reads both sides, joins them and scores them.
  ///
  /// - Parameters:
  ///   - predicted: files, or folders of files, in any format that segments are read in.
  ///   - truth: files or folders in any shape that ``TruthReader`` knows; or only `none`: each
  ///     video shows one skill and has no boundary.
  ///   - level: which grain is read where the truth has two.
  ///   - kind: keeps only the predicted boundaries of this kind.
  ///   - settings: the protocol.
  public init(
    predicted: [String], truth: [String], level: BoundaryTruth.Level = .skills,
    kind: BoundaryKind? = nil, settings: BoundaryProtocol = BoundaryProtocol()
  ) throws(SkilletError) {
    var predictions: [PredictedBoundaries] = []
    for path in try AnnotationFiles.list(predicted) {
      predictions.append(try PredictedBoundaries(path: path))
    }
    var truths = Truths(isSingleSkill: truth == ["none"])
    if !truths.isSingleSkill { try truths.read(truth, level: level) }
    var notes: [String] = []
    var videos: [EvaluatedVideo] = []
    for prediction in predictions {
      let truth = try truths.match(prediction, isOnly: predictions.count == 1)
      let name = prediction.name ?? truth.name ?? prediction.path
      guard let frames = truth.frames ?? prediction.frames else {
        throw SkilletError(
          .badData, "\(prediction.path): neither it nor the truth says how long \(name) is")
      }
      if let counted = prediction.frames, counted != frames {
        notes.append("\(name): the truth has \(frames) frames, the prediction \(counted)")
      }
      if let last = truth.boundaries.last, last >= frames {
        throw SkilletError(
          .badData,
          "\(prediction.path): \(name) has \(frames) frames, but a true boundary at \(last); "
            + "the two are not of the same video")
      }
      if prediction.hasVariableRate, case .seconds = settings.tolerance {
        notes.append("\(name): its frame rate varies; seconds were taken at the average rate")
      }
      let rate = truth.frameRate ?? prediction.frameRate
      videos.append(
        EvaluatedVideo(
          name: name, frames: frames, frameRate: rate,
          predicted: try prediction.boundaries(frames: frames, frameRate: rate, kind: kind),
          truth: truth.boundaries, tolerated: truth.tolerated))
    }
    let unused = truths.unused
    if !unused.isEmpty {
      notes.append("no prediction for \(unused.count) of the true videos: \(Self.list(unused))")
    }
    self.notes = notes
    do {
      report = try BoundaryReport(videos, settings: settings)
    } catch {
      throw SkilletError(error)
    }
  }

  /// The first few names.
  static func list(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }
}

/// The true videos, each to be joined with at most one prediction.
private struct Truths {
  let isSingleSkill: Bool
  private var named: [String: BoundaryTruth] = [:]
  private var unnamed: [BoundaryTruth] = []
  private var used: Set<String> = []

  init(isSingleSkill: Bool) { self.isSingleSkill = isSingleSkill }

  var unused: [String] { named.keys.filter { !used.contains($0) }.sorted() }

  mutating func read(_ paths: [String], level: BoundaryTruth.Level) throws(SkilletError) {
    var origins: [String: String] = [:]
    for path in try AnnotationFiles.list(paths) {
      let truths: [BoundaryTruth]
      do {
        truths = try TruthReader(level: level).read(AnnotationFiles.text(of: path), file: path)
      } catch let error as AnnotationError {
        throw SkilletError(error)
      } catch let error as SkilletError {
        throw error
      } catch {
        throw SkilletError(.failed, "\(path): \(error)")
      }
      for truth in truths {
        guard let name = truth.name else {
          unnamed.append(truth)
          continue
        }
        if let other = origins.updateValue(path, forKey: name) {
          throw SkilletError(
            .badData, "\(path): the truth of \(name) is also in \(other); give one of them")
        }
        named[name] = truth
      }
    }
  }

  mutating func match(
    _ prediction: PredictedBoundaries, isOnly: Bool
  ) throws(SkilletError) -> BoundaryTruth {
    if isSingleSkill {
      return BoundaryTruth(name: prediction.name, frames: nil, frameRate: nil, boundaries: [])
    }
    // A file called segments.json outside X.skillet names no video: it can only mean the only one.
    if isOnly, named.count + unnamed.count == 1, prediction.name == nil || named.isEmpty {
      let truth = unnamed.first ?? named.values.first
      if let name = truth?.name { used.insert(name) }
      if let truth { return truth }
    }
    guard let name = prediction.name, let truth = named[name] else {
      let known = BoundaryEvaluation.list(named.keys.sorted())
      throw SkilletError(
        .badData,
        "\(prediction.path): no truth is named \"\(prediction.name ?? "")\"; "
          + (known.isEmpty ? "no truth names its video" : "there is truth for \(known)"))
    }
    if !used.insert(name).inserted {
      throw SkilletError(
        .badData, "\(prediction.path): \(name) was predicted before; give one file a video")
    }
    return truth
  }
}
