/// What a model said to one question, as a log of its answers holds it.
public struct ModelAnswer: Sendable, Hashable {
  /// The question's key, where the log names it.
  public var key: String?
  /// The question's place in the set, where the log counts (lmms-eval's `doc_id`).
  public var row: Int?
  /// What it said.
  public var said: Said
  /// What it said to the steps, by their ids, where it was asked for them.
  public var steps: [String: String]
  /// Where it stands in the file: `line 3`.
  public var place: String

  /// The forms of an answer.
  public enum Said: Sendable, Hashable {
    /// Words, in which a choice is to be found.
    case text(String)
    /// The place of a choice, from 0.
    case choice(Int)
    /// Nothing.
    case nothing
  }

  /// Collects an answer.
  public init(
    key: String?, row: Int? = nil, said: Said, steps: [String: String] = [:], place: String = ""
  ) {
    self.key = key
    self.row = row
    self.said = said
    self.steps = steps
    self.place = place
  }
}

extension ModelAnswer {
  /// Reads answers: JSON Lines of Skillet or of lmms-eval's sample log, or a JSON list of such rows.
  ///
  /// A row names its question as `key` (or `question_id`, `id`) or by `doc_id`, and holds the
  /// answer as `response`, `prediction`, `output`, `answer` or `filtered_resps`: words, or a place
  /// from 0. `steps` holds what was said to the steps: an object by their ids, or a list in order.
  public static func read(
    _ text: String, file: String
  ) throws(AnnotationError) -> [ModelAnswer] {
    let values = try rows(text, file: file)
    if values.isEmpty {
      throw AnnotationError(
        file: file, step: "read the answers", reason: "it holds no answer",
        advice: "give JSON Lines with key and response, or lmms-eval's sample log")
    }
    var answers: [ModelAnswer] = []
    for (value, place) in values {
      guard value.members != nil else {
        throw fault(file, place, "it should be an object with key and response")
      }
      answers.append(try answer(value, place, file: file))
    }
    return answers
  }

  private static func rows(
    _ text: String, file: String
  ) throws(AnnotationError) -> [(JSONValue, String)] {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if first == "[" {
      let list = try JSONValue(parsing: text, file: file).array ?? []
      return list.enumerated().map { ($0.element, "[\($0.offset)]") }
    }
    var rows: [(JSONValue, String)] = []
    for (number, line) in TextLines(text).lines.enumerated() where !line.trimmingBlanks.isEmpty {
      do {
        rows.append((try JSONValue(parsing: line), "line \(number + 1)"))
      } catch {
        throw AnnotationError(
          file: file, step: "read the answers", place: "line \(number + 1), column \(error.column)",
          reason: error.reason, advice: "the line is damaged or not JSON")
      }
    }
    return rows
  }

  private static func answer(
    _ value: JSONValue, _ place: String, file: String
  ) throws(AnnotationError) -> ModelAnswer {
    let logged = ["accuracy", "doc"].lazy.compactMap { value[$0]?["key"]?.string }.first
    let key =
      logged ?? ["key", "question_id", "id"].lazy.compactMap { value[$0]?.name }.first
    let row = value["doc_id"]?.integer
    guard key != nil || row != nil else {
      throw fault(file, place, "it names no question; it needs key or doc_id")
    }
    let names = [
      "response", "prediction", "pred", "output", "model_answer", "answer", "filtered_resps",
      "resps",
    ]
    guard let name = names.first(where: { value[$0] != nil }), let said = value[name] else {
      throw fault(file, place, "it has no answer; it needs response")
    }
    return ModelAnswer(
      key: key, row: row, said: try Self.said(said, file, "\(place), \(name)"),
      steps: try steps(value["steps"], file, place), place: place)
  }

  private static func said(
    _ value: JSONValue, _ file: String, _ place: String
  ) throws(AnnotationError) -> Said {
    switch value {
    case .string(let text): return .text(text)
    case .integer, .number:
      guard let choice = value.integer else { throw fault(file, place, "it is no place") }
      return .choice(choice)
    case .null: return .nothing
    case .array(let values):
      // lmms-eval nests the response once for each filter and repeat; the first is scored.
      guard let first = values.first else { return .nothing }
      return try said(first, file, place)
    case .bool, .object: throw fault(file, place, "it should be words or a place from 0")
    }
  }

  private static func steps(
    _ value: JSONValue?, _ file: String, _ place: String
  ) throws(AnnotationError) -> [String: String] {
    guard let value, value != .null else { return [:] }
    var entries: [(String, JSONValue)] = []
    if let list = value.array {
      entries = list.enumerated().map { ("#\($0.offset)", $0.element) }
    } else if let members = value.members {
      entries = members.map { ($0.key, $0.value) }
    } else {
      throw fault(file, "\(place), steps", "it should be an object by the steps' ids, or a list")
    }
    var steps: [String: String] = [:]
    for (id, said) in entries {
      guard let text = said.name ?? (said == .null ? "" : nil) else {
        throw fault(file, "\(place), steps", "what was said to a step should be words")
      }
      steps[id] = text
    }
    return steps
  }

  private static func fault(_ file: String, _ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the answers", place: place, reason: reason,
      advice: "see `skillet evaluate questions --help`")
  }
}

extension JSONValue {
  /// A string, or a whole number as text.
  fileprivate var name: String? { string ?? integer.map(String.init) }
}
