internal import Annotations
internal import LinearAlgebra

/// Actions in arrays: one of `[rows]` or `[rows, width]`, and beside it in a safetensors file those
/// that LeRobot keeps, `timestamp`, `frame_index` and `episode_index`.
///
/// Floating-point numbers are continuous actions, whole numbers and truth values are choices. The
/// metadata may say `source`, `model` and `seed` of pseudo-labels.
struct ArrayActions {
  let file: String

  private static let actionNames = ["action", "actions"]
  private static let timeNames = ["timestamp", "timestamps", "times", "time", "seconds"]
  private static let frameNames = ["frame_index", "frames", "frame"]
  private static let episodeNames = ["episode_index", "episode"]

  func table(_ contents: SafetensorsFile.Contents) throws(AnnotationError) -> ActionTable {
    let tensors = contents.tensors
    func first(_ names: [String]) -> String? { names.first { tensors[$0] != nil } }
    let beside = [Self.timeNames, Self.frameNames, Self.episodeNames].flatMap { $0 }
    let others = tensors.keys.filter { !beside.contains($0) }.sorted()
    guard let name = first(Self.actionNames) ?? (others.count == 1 ? others[0] : nil),
      let actions = tensors[name]
    else {
      let held = others.isEmpty ? "none" : others.prefix(8).joined(separator: ", ")
      throw fault(
        "no tensor is called \"action\"; it holds \(held)", "rename the one that is meant")
    }
    var table = try table(actions)
    func column(_ names: [String]) throws(AnnotationError) -> [Double]? {
      guard let name = first(names), let tensor = tensors[name] else { return nil }
      guard tensor.count == table.count, tensor.shape.first == table.count else {
        throw fault(
          "\(name) has the shape \(tensor.shape), but there are \(table.count) actions",
          "give one entry an action")
      }
      return tensor.doubles
    }
    func whole(_ names: [String]) throws(AnnotationError) -> [Int]? {
      guard let column = try column(names) else { return nil }
      let numbers = column.compactMap { Int(exactly: $0) }
      guard numbers.count == column.count else {
        throw fault(
          "\(names[0]) holds a number that is not whole", "frames and episodes are counted")
      }
      return numbers
    }
    table.times = try column(Self.timeNames)
    table.frames = try whole(Self.frameNames)
    table.episodes = try whole(Self.episodeNames)
    if contents.metadata["source"] == "pseudo" {
      guard let model = contents.metadata["model"] else {
        throw fault("pseudo-labels need the name of their model", "add \"model\" to the metadata")
      }
      table.source = .pseudo(model: model, seed: contents.metadata["seed"].flatMap { UInt64($0) })
    }
    return table
  }

  func table(_ array: NumberArray) throws(AnnotationError) -> ActionTable {
    guard (1...2).contains(array.shape.count) else {
      throw fault(
        "the array has the shape \(array.shape)", "give [rows] or [rows, values an action]")
    }
    let columns = array.shape.count == 2 ? array.shape[1] : 1
    guard array.count > 0 else {
      throw fault(
        "the array has the shape \(array.shape), so there is no action", "give a row a frame")
    }
    let cells: ActionTable.Cells =
      switch array.values {
      case .whole(let numbers): .integers(numbers)
      case .single, .double: .numbers(array.doubles)
      }
    return ActionTable(cells: cells, columns: columns, isList: columns == 1)
  }

  private func fault(_ reason: String, _ advice: String) -> AnnotationError {
    AnnotationError(file: file, step: "read the actions", reason: reason, advice: advice)
  }
}
