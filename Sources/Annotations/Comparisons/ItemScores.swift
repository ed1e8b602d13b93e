/// A known score of each item: a CSV with the columns `item` and `score`, others passed over.
public struct ItemScores: Sendable, Hashable {
  /// The scores by name.
  public let scores: [String: Double]

  /// Reads a CSV text; throws at the first row that is none, with its line.
  public init(text: String, file: String) throws(AnnotationError) {
    let table = try CSVTable(text, file: file).rows
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the scores", place: "line \(line)", reason: reason,
        advice: "give a CSV with the columns item and score")
    }
    let header = table.first?.fields ?? []
    guard let item = header.firstIndex(of: "item"), let score = header.firstIndex(of: "score")
    else {
      throw fault(1, "there is no column item or score")
    }
    var scores: [String: Double] = [:]
    for row in table.dropFirst() {
      guard row.fields.count == header.count else {
        throw fault(
          row.line, "there are \(row.fields.count) values for \(header.count) columns")
      }
      guard let value = Double(row.fields[score]), value.isFinite else {
        throw fault(row.line, "the score should be a number, not \"\(row.fields[score])\"")
      }
      guard scores.updateValue(value, forKey: row.fields[item]) == nil else {
        throw fault(row.line, "\"\(row.fields[item])\" has a score already")
      }
    }
    self.scores = scores
  }
}
