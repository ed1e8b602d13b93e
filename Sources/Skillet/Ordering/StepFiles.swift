internal import Annotations
internal import Foundation
internal import Frames

/// Reads the files that hold rankings of items or the steps of demonstrations.
enum StepFiles {
  /// What files held.
  enum Contents {
    /// Demonstrations, which may repeat a step.
    case demonstrations([StepSequence])
    /// Rankings by name.
    case rankings([NamedRanking])
    /// The rankings of a PrefLib file.
    case profile(PreferenceProfile)
  }

  /// Reads each file, of folders those within; `-` is standard input.
  static func read(_ paths: [String]) throws(SkilletError) -> [(path: String, contents: Contents)] {
    var found: [(path: String, contents: Contents)] = []
    for path in paths {
      let files = try path == "-" ? ["-"] : AnnotationFiles.list([path])
      for file in files {
        found.append((file, try contents(file)))
      }
    }
    return found
  }

  /// The demonstrations of one file; throws where it holds rankings, which have no times.
  static func demonstrations(_ path: String) throws(SkilletError) -> [StepSequence] {
    switch try contents(path) {
    case .demonstrations(let sequences): return sequences
    case .rankings(let rankings):
      return rankings.map { ranking in
        StepSequence(
          name: ranking.origin, task: ranking.task,
          steps: ranking.places.flatMap { $0.map { StepSequence.Step($0) } })
      }
    case .profile:
      throw SkilletError(
        .badData, "\(path): this holds rankings, not a demonstration; give one with steps")
    }
  }

  private static func contents(_ path: String) throws(SkilletError) -> Contents {
    let text = try StandardInput.text(of: path)
    do {
      if let type = PrefLib(fileName: path) ?? stated(text) {
        return .profile(try type.read(text, file: path))
      }
      let start = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
      if start == "{" || start == "[" {
        let json = try JSONValue(parsing: text, file: path)
        if let profile = try PreferenceProfile(choix: json, file: path) { return .profile(profile) }
        if let rankings = try NamedRanking.read(json, file: path) { return .rankings(rankings) }
      } else if path == "-" || path.lowercased().hasSuffix(".csv") {
        if let rankings = try table(text, path) { return .rankings(rankings) }
      } else if path.lowercased().hasSuffix(".vtt") {
        return .demonstrations([try cues(text, path)])
      }
      let scripts = try scripts(of: path)
      return .demonstrations(
        try StepSequenceReader().read(text, file: path, scripts: scripts).sequences)
    } catch {
      throw SkilletError.anyFault(error)
    }
  }

  /// The type that a PrefLib file of today states in its head.
  private static func stated(_ text: String) -> PrefLib? {
    guard text.hasPrefix("#") else { return nil }
    for line in text.split(separator: "\n", maxSplits: 40) where line.hasPrefix("# DATA TYPE:") {
      return PrefLib(rawValue: line.dropFirst(12).filter { $0.isLetter }.lowercased())
    }
    return nil
  }

  private static func table(
    _ text: String, _ path: String
  ) throws(AnnotationError) -> [NamedRanking]? {
    let head = text.prefix { !$0.isNewline }.lowercased()
    if head.contains("timecode list") || head.contains("scene number") {
      throw AnnotationError(
        file: path, step: "read the steps", reason: "a list of scenes names no steps",
        advice: "give labels, or the segments document")
    }
    return try NamedRanking.read(csv: text, file: path)
  }

  private static func cues(_ text: String, _ path: String) throws(AnnotationError) -> StepSequence {
    var steps: [StepSequence.Step] = []
    let intervals = try SegmentFormat.vtt.read(text, context: ReadingContext(file: path))
    if case .times(let list) = intervals {
      for interval in list {
        guard let label = interval.label, !StepSequenceReader.usualBackground.contains(label) else {
          continue
        }
        let start = interval.start.seconds
        steps.append(.init(label, seconds: start..<max(start, interval.end.seconds)))
      }
    }
    if steps.isEmpty {
      throw AnnotationError(
        file: path, step: "read the steps", reason: "no cue has a name", advice: "name the cues")
    }
    return StepSequence(name: VideoName.ofAnnotation(path) ?? path, steps: steps)
  }

  /// The file of scripts beside CrossTask's paths, which tells the tasks.
  private static func scripts(
    of path: String
  ) throws(SkilletError) -> (text: String, file: String)? {
    let beside = path.replacingOccurrences(of: "output_sequences", with: "input_sequences")
    guard beside != path, OutputPlace.kind(of: beside) == .file else { return nil }
    return (try AnnotationFiles.text(of: beside), beside)
  }
}

extension SkilletError {
  /// A fault of reading as it is, or as bad data.
  static func anyFault(_ error: any Error) -> SkilletError {
    switch error {
    case let error as SkilletError: error
    case let error as AnnotationError: SkilletError(error)
    default: SkilletError(.failed, "\(error)")
    }
  }
}
