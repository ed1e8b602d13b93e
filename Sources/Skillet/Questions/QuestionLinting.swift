public import Annotations
internal import Evaluation
public import Questions

/// What is wrong with a file of questions, whoever made it: `skillet questions lint`.
public struct QuestionLinting: Sendable {
  /// The faults and the figures.
  public let report: QuestionLint

  /// Reads and checks a file, or standard input where the path is `-`.
  ///
  /// - Throws: where it cannot be read or is no set of questions at all.
  public init(_ path: String, seed: UInt64 = 0) throws(SkilletError) {
    let text = try StandardInput.text(of: path)
    do {
      switch try QuestionFileContents(text: text, file: path) {
      case .document(let document): report = QuestionLint(document, file: path, seed: seed)
      case .foreign(let set): report = QuestionLint(set, seed: seed)
      }
    } catch {
      throw SkilletError(error)
    }
  }

  /// Whether nothing is wrong.
  public var isSound: Bool { report.faults.isEmpty }

  /// The report for programs.
  public var json: JSONValue { report.json }

  /// The report for people.
  public var text: String {
    var rows = [["without the video", "right %", "by luck at most %"]]
    rows += report.baselines.map { baseline in
      [
        baseline.name, decimals(baseline.accuracy * 100, 1),
        decimals((baseline.chance + baseline.noise) * 100, 1),
      ]
    }
    let key = zip(["A", "B", "C", "D", "E"], report.keyBalance).map { "\($0) \($1)" }
    return """
      \(report.file.printable): \(report.questions) questions, read as \(report.format)
      key: \(key.joined(separator: ", "))

      \(TextTable.text(rows))
      \(faults)
      """
  }

  /// A line a fault, of each sort the first twenty, and how many there are.
  private var faults: String {
    if report.faults.isEmpty { return "No faults.\n" }
    var lines: [String] = []
    for kind in ChoiceQuestion.Kind.allCases {
      let own = report.faults.filter { $0.kind == kind }
      lines += own.prefix(20).map { fault in
        let key = fault.key.isEmpty ? "the set" : fault.key
        return "\(kind.rawValue)  \(key.printable): \(fault.detail.printable)"
      }
      if own.count > 20 { lines.append("\(kind.rawValue)  and \(own.count - 20) more; see --json") }
    }
    let count = report.faults.count
    return lines.joined(separator: "\n") + "\n\n\(count) fault\(count == 1 ? "" : "s").\n"
  }
}
