internal import Annotations
internal import Foundation

/// The true videos, each to be joined with at most one prediction.
struct Truths {
  /// Whether there is no truth to read: each video shows one skill.
  let isSingleSkill: Bool
  private var named: [String: BoundaryTruth] = [:]
  private var unnamed: [BoundaryTruth] = []
  private var used: Set<String> = []

  /// Reads the truth of all files that arguments name, at one grain; `none` alone reads nothing.
  init(_ paths: [String], level: BoundaryTruth.Level) throws(SkilletError) {
    isSingleSkill = paths == ["none"]
    if isSingleSkill { return }
    var origins: [String: String] = [:]
    for path in try AnnotationFiles.list(AnnotationFiles.truthFolders(paths, level: level)) {
      for truth in try Self.read(path, level: level) {
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

  /// What a file says; the length of a series without one is that of the series beside the file.
  static func read(
    _ path: String, level: BoundaryTruth.Level
  ) throws(SkilletError) -> [BoundaryTruth] {
    let text = try AnnotationFiles.text(of: path)
    do {
      return try TruthReader(level: level).read(text, file: path).map { truth in
        guard truth.frames == nil, let name = truth.name else { return truth }
        var measured = truth
        measured.frames = samples(ofSeries: name, beside: path)
        return measured
      }
    } catch {
      throw SkilletError(error)
    }
  }

  /// The lines of `NAME.txt` in the folder of a list of change points; nil where there is none.
  private static func samples(ofSeries name: String, beside path: String) -> Int? {
    let file = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent(name + ".txt")
    guard let data = try? Data(contentsOf: file) else { return nil }
    return data.split(separator: 0x0A).count
  }

  /// The names that no prediction was joined with.
  var unused: [String] { named.keys.filter { !used.contains($0) }.sorted() }

  /// The truth of a prediction's video; throws where there is none, or it was asked for before.
  mutating func match(
    _ prediction: Prediction, isOnly: Bool
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
      let known = Self.list(named.keys.sorted())
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

  /// The first few names.
  static func list(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }
}
