internal import Foundation

/// EPIC-KITCHENS' table of actions: a row an action with `video_id`, `start_timestamp`,
/// `stop_timestamp`, `narration`, `verb` and `noun`.
struct EpicKitchensFacts {
  let file: String

  func read(_ text: String) throws(AnnotationError) -> FactsDocument {
    let rows = try CSVTable(text, file: file).rows
    guard let head = rows.first else { throw fault(1, "there is no action") }
    func column(_ name: String) throws(AnnotationError) -> Int {
      guard let index = head.fields.firstIndex(of: name) else {
        throw fault(head.line, "there is no column \"\(name)\"")
      }
      return index
    }
    let video = try column("video_id")
    let start = try column("start_timestamp")
    let end = try column("stop_timestamp")
    let narration = try column("narration")
    let verb = try column("verb")
    let noun = try column("noun")
    var actions: [String: [Action]] = [:]
    var order: [String] = []
    for row in rows.dropFirst() {
      guard row.fields.count == head.fields.count else {
        throw fault(row.line, "there are \(row.fields.count) fields, not \(head.fields.count)")
      }
      let from = try seconds(row.fields[start], row.line)
      let to = try seconds(row.fields[end], row.line)
      if to <= from { throw fault(row.line, "the action ends at \(to) s, not behind its start") }
      if actions[row.fields[video]] == nil { order.append(row.fields[video]) }
      actions[row.fields[video], default: []].append(
        Action(
          span: TimeSpan(start: from, end: to), narration: row.fields[narration],
          verb: row.fields[verb], noun: row.fields[noun]))
    }
    var facts = FactCollection()
    facts.add(
      FactSource(id: "epic-kitchens", kind: .person, name: "EPIC-KITCHENS", uncertainty: 0.5))
    for name in order {
      let own = actions[name] ?? []
      let last = own.map(\.span.endMicroseconds).max() ?? 1
      facts.add(DescribedVideo(id: name, durationMicroseconds: last, scene: .person))
      for action in own {
        facts.add(
          .action, .text(FactLabel.words(action.narration)), span: action.span,
          arguments: [
            ("verb", FactLabel.words(action.verb), "verb"),
            ("object", Self.noun(action.noun), "object"),
          ], source: "epic-kitchens")
      }
    }
    return facts.document
  }

  private struct Action {
    var span: TimeSpan
    var narration: String
    var verb: String
    var noun: String
  }

  /// `pan:frying` is a frying pan.
  static func noun(_ noun: String) -> String {
    FactLabel.words(noun.split(separator: ":").reversed().joined(separator: " "))
  }

  private func seconds(_ text: String, _ line: Int) throws(AnnotationError) -> Double {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let rest = parts[2],
      hours >= 0, hours < 1e5, (0..<60).contains(minutes), (0..<60).contains(rest)
    else { throw fault(line, "\"\(text)\" should be a time such as 00:01:02.50") }
    return hours * 3600 + minutes * 60 + rest
  }

  private func fault(_ line: Int, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read EPIC-KITCHENS' actions", place: "line \(line)", reason: reason,
      advice: "give the columns of EPIC_100_train.csv")
  }
}
