public import Annotations
internal import Foundation

/// The step sequences of all files that arguments name, task by task.
public struct TaskSequences: Sendable, Hashable {
  /// The task; nil where no file says it.
  public let task: String?
  /// The demonstrations.
  public let sequences: [StepSequence]
  /// The task's steps in the order of its script; nil where no file has one.
  public let script: [String]?

  /// The task's name for people.
  public var name: String { task ?? "all sequences" }
}

/// Reads files of step sequences and tells their tasks apart.
public struct StepSequenceFiles: Sendable {
  /// Labels that are no step.
  public var background: Set<String> = StepSequenceReader.usualBackground
  /// Whether the task is what follows the last `_` of a file's name, as in Breakfast's.
  public var takesTaskFromName = false

  /// Reads with the usual settings.
  public init() {}

  /// The tasks of all files in the order in which they come first.
  ///
  /// A file whose name ends in `output_sequences.json` takes the scripts from the one beside it that
  /// ends in `input_sequences.json`. Throws where a file cannot be read (66), is at fault, or where
  /// a demonstration is there twice (65).
  public func tasks(_ paths: [String]) throws(SkilletError) -> [TaskSequences] {
    var order: [String?] = []
    var members: [String?: [StepSequence]] = [:]
    var scripts: [String: [String]] = [:]
    var origins: [String: String] = [:]
    for path in try files(paths) {
      let list = try read(path)
      for var sequence in list.sequences {
        if sequence.task == nil, takesTaskFromName {
          guard let mark = sequence.name.lastIndex(of: "_") else {
            throw SkilletError(
              .badData, "\(path): the name \"\(sequence.name)\" has no _ before its task")
          }
          sequence.task = String(sequence.name[sequence.name.index(after: mark)...])
        }
        // The same file given twice would count its demonstrations twice.
        let key = "\(sequence.task ?? "")\u{0}\(sequence.name)"
        if let other = origins[key], isSame(other, path) || !Self.isMade(sequence.name) {
          throw SkilletError(
            .badData, "\(path): \(sequence.name) is also in \(other); give each sequence once")
        }
        if members[sequence.task] == nil { order.append(sequence.task) }
        members[sequence.task, default: []].append(sequence)
      }
      for sequence in list.sequences {
        origins["\(sequence.task ?? "")\u{0}\(sequence.name)"] = path
      }
      for (task, script) in list.scripts { scripts[task] = script }
    }
    return order.map { task in
      TaskSequences(
        task: task, sequences: members[task] ?? [], script: task.flatMap { scripts[$0] })
    }
  }

  /// Whether a name only says the place in its file, as readers call what has no name.
  private static func isMade(_ name: String) -> Bool {
    ["row ", "line ", "sequence "].contains { prefix in
      name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)) != nil
    }
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    URL(fileURLWithPath: one).standardizedFileURL == URL(fileURLWithPath: other).standardizedFileURL
  }

  /// The files to read: scripts and libraries beside CrossTask's paths are no paths themselves.
  private func files(_ paths: [String]) throws(SkilletError) -> [String] {
    let all =
      paths.filter { $0 == "-" } + (try AnnotationFiles.list(paths.filter { $0 != "-" }))
    let given = Set(all)
    return all.filter { path in
      guard !paths.contains(path) else { return true }
      if path.hasSuffix("LICENSE.txt") || path.hasSuffix("mapping.txt") { return false }
      for ending in ["input_sequences.json", "reference_step_libraries.json"]
      where path.hasSuffix(ending) {
        return !given.contains(String(path.dropLast(ending.count)) + Self.pathsEnding)
      }
      return true
    }
  }

  private static let pathsEnding = "output_sequences.json"

  private func read(_ path: String) throws(SkilletError) -> StepSequenceList {
    let text = try StandardInput.text(of: path)
    var scripts: (text: String, file: String)?
    if path.hasSuffix(Self.pathsEnding) {
      let beside = String(path.dropLast(Self.pathsEnding.count)) + "input_sequences.json"
      if FileManager.default.fileExists(atPath: beside) {
        scripts = (try AnnotationFiles.text(of: beside), beside)
      }
    }
    do {
      return try StepSequenceReader(background: background).read(
        text, file: path, scripts: scripts)
    } catch {
      throw SkilletError(error)
    }
  }
}
