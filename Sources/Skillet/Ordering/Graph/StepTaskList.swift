public import Annotations

/// The tasks of some files, for `skillet graph tasks`.
public struct StepTaskList: Sendable {
  private let tasks: [StepTask]

  /// Lists tasks.
  public init(_ tasks: [StepTask]) { self.tasks = tasks }

  private func meanLength(_ task: StepTask) -> Double {
    Double(task.sequences.reduce(0) { $0 + $1.count }) / Double(max(1, task.sequences.count))
  }

  /// A line a task for people.
  public var text: String {
    let rows = tasks.map { task in
      [
        "\(task.sequences.count)", "\(task.labels.count)", decimals(meanLength(task), 1),
        task.name.printable + (task.labels.first.map { ": \($0.printable), …" } ?? ""),
      ]
    }
    let all = [["sequences", "steps", "mean length", "task"]] + rows
    let widths = (0..<3).map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      (0..<3).map { String(repeating: " ", count: widths[$0] - row[$0].count) + row[$0] }
        .joined(separator: "  ") + "  \(row[3])\n"
    }.joined()
  }

  /// The tasks for programs.
  public var json: JSONValue {
    .object([
      JSONMember(
        "tasks",
        .array(
          tasks.map { task in
            .object([
              JSONMember("task", task.task.map { .string($0) } ?? .null),
              JSONMember("sequences", .integer(Int64(task.sequences.count))),
              JSONMember("meanLength", .number(meanLength(task))),
              JSONMember("steps", .array(task.labels.map { .string($0) })),
            ])
          }))
    ])
  }
}
