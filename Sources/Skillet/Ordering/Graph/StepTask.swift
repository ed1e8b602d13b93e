internal import Annotations
internal import Ordering

/// One task as the step graphs see it: labels, and paths of their places.
///
/// A step that follows itself directly is one step, done in several pieces.
public struct StepTask: Sendable {
  /// The task's name; nil where nobody says it.
  public let task: String?
  /// The steps' labels, in the order of the script or else of their mean places.
  public let labels: [String]
  /// Each sequence's steps, in the order of the files.
  let sequences: [[Int]]
  /// Where the sequences came from, for messages.
  let origin: String

  /// The different paths.
  var paths: StepPaths { StepPaths(stepCount: labels.count, sequences) }

  /// The task's name for people.
  public var name: String { task ?? "all sequences" }

  init(_ source: TaskSequences, origin: String) throws(SkilletError) {
    var places: [String: Int] = [:]
    var labels = source.script ?? []
    for (index, label) in labels.enumerated() { places[label] = index }
    var sequences: [[Int]] = []
    sequences.reserveCapacity(source.sequences.count)
    for sequence in source.sequences {
      var path: [Int] = []
      path.reserveCapacity(sequence.steps.count)
      for step in sequence.steps {
        let place = places[step.label] ?? labels.count
        if place == labels.count {
          places[step.label] = place
          labels.append(step.label)
        }
        if path.last != place { path.append(place) }
      }
      sequences.append(path)
    }
    guard labels.count <= StepGraphDocument.stepLimit else {
      throw SkilletError(
        .badData,
        "\(origin): the task \"\(source.name)\" has \(labels.count) different steps, "
          + "\(StepGraphDocument.stepLimit) at most; are the labels one step each?")
    }
    if source.script == nil {
      (labels, sequences) = Self.inOrder(labels, sequences)
    }
    task = source.task
    self.labels = labels
    self.sequences = sequences
    self.origin = origin
  }

  /// The task of a stored graph.
  init(_ document: StepGraphDocument, origin: String) {
    task = document.task
    labels = document.steps.map(\.label)
    sequences = document.paths.flatMap { Array(repeating: $0.steps, count: $0.count) }
    self.origin = origin
  }

  /// Steps by their mean places, those with the same by their labels.
  private static func inOrder(
    _ labels: [String], _ sequences: [[Int]]
  ) -> ([String], [[Int]]) {
    let graph = StepGraph(StepPaths(stepCount: labels.count, sequences))
    func key(_ step: Int) -> (Double, String) { (graph.nodes[step].meanPlace, labels[step]) }
    let order = labels.indices.sorted { key($0) < key($1) }
    var places = [Int](repeating: 0, count: labels.count)
    for (place, step) in order.enumerated() { places[step] = place }
    return (order.map { labels[$0] }, sequences.map { $0.map { places[$0] } })
  }

  /// The places of labels; throws at the first that is no step of the task, with those that are.
  func places(of prefix: [String]) throws(SkilletError) -> [Int] {
    var places: [Int] = []
    for (index, label) in prefix.enumerated() {
      guard let place = labels.firstIndex(of: label) else {
        let near = labels.filter { $0.lowercased().contains(label.lowercased()) }
        let known = (near.isEmpty ? labels : near).prefix(4).map { "\"\($0)\"" }
        throw SkilletError(
          .badData,
          "\(origin): \"\(label)\", step \(index + 1) of --after, is no step of "
            + "\"\(name)\"; there \(known.count == 1 ? "is" : "are") "
            + known.joined(separator: ", ") + (labels.count > known.count ? ", …" : ""))
      }
      places.append(place)
    }
    return places
  }
}

extension StepTask {
  /// Reads the tasks of files of step sequences, or of graphs that were stored.
  public static func all(_ paths: [String], files: StepSequenceFiles = StepSequenceFiles())
    throws(SkilletError)
    -> [StepTask]
  {
    let origin = paths.count == 1 ? paths[0] : "\(paths.count) inputs"
    if paths.count == 1, OutputPlace.kind(of: paths[0]) == .file,
      let document = try StepGraphFile.document(ifGraph: paths[0])
    {
      return [StepTask(document, origin: paths[0])]
    }
    var tasks: [StepTask] = []
    for source in try files.tasks(paths) { tasks.append(try StepTask(source, origin: origin)) }
    return tasks
  }

  /// The task of a name, or the only one; throws (64) where several are there and none is named, and
  /// (65) where none has the name.
  public static func one(
    _ tasks: [StepTask], named name: String?
  ) throws(SkilletError) -> StepTask {
    let names = tasks.map { "\"\($0.name)\"" }
    let list = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    let origin = tasks.first?.origin ?? ""
    guard let name else {
      if tasks.count == 1 { return tasks[0] }
      throw SkilletError(
        .usage,
        "\(origin): there are \(tasks.count) tasks; choose one with --task: \(list); "
          + "`skillet graph tasks` lists them")
    }
    guard let task = tasks.first(where: { $0.task == name }) else {
      throw SkilletError(.badData, "\(origin): there is no task \"\(name)\"; there is \(list)")
    }
    return task
  }
}

/// Stored graphs.
enum StepGraphFile {
  /// The graph in a file; nil where the file is anything else.
  static func document(ifGraph path: String) throws(SkilletError) -> StepGraphDocument? {
    let text = try AnnotationFiles.text(of: path)
    guard text.contains("\"\(StepGraphDocument.schema)\"") else { return nil }
    do throws(AnnotationError) {
      let json = try JSONValue(parsing: text, file: path)
      guard json["schema"]?.string == StepGraphDocument.schema else { return nil }
      return try StepGraphDocument(json: json, file: path)
    } catch {
      throw SkilletError(error)
    }
  }
}
