/// Where the columns of comparisons stand.
struct ComparisonColumns {
  private let left: Int
  private let right: Int
  private let winner: Int
  private let judge: Int?
  private let weight: Int?

  init(_ header: CSVTable.Row, file: String) throws(AnnotationError) {
    let names = header.fields.map { $0.lowercased() }
    for name in ["left", "right", "winner", "judge", "weight"]
    where names.count(where: { $0 == name }) > 1 {
      throw ComparisonTable.fault(
        file, "line \(header.line)", "there are two columns \"\(name)\"", "rename one of them")
    }
    guard let left = names.firstIndex(of: "left"), let right = names.firstIndex(of: "right"),
      let winner = names.firstIndex(of: "winner")
    else {
      let missing = ["left", "right", "winner"].filter { !names.contains($0) }
      throw ComparisonTable.fault(
        file, "line \(header.line)", "there is no column \(missing.joined(separator: " or "))",
        ComparisonTable.expected)
    }
    (self.left, self.right, self.winner) = (left, right, winner)
    judge = names.firstIndex(of: "judge")
    weight = names.firstIndex(of: "weight")
  }

  func vote(_ row: CSVTable.Row, file: String) throws(AnnotationError) -> ComparisonTable.Row {
    func fault(_ reason: String) -> AnnotationError {
      ComparisonTable.fault(file, "line \(row.line)", reason, "correct that line")
    }
    let (left, right) = (row.fields[left], row.fields[right])
    if left.isEmpty || right.isEmpty { throw fault("an item has no name") }
    if left == right { throw fault("\"\(left)\" is compared with itself") }
    guard let winner = ComparisonTable.Winner(rawValue: row.fields[winner].lowercased()) else {
      throw fault("the winner should be left, right or tie, not \"\(row.fields[winner])\"")
    }
    var vote = ComparisonTable.Row(left: left, right: right, winner: winner)
    if let judge, !row.fields[judge].isEmpty { vote.judge = row.fields[judge] }
    if let weight, !row.fields[weight].isEmpty {
      guard let number = Double(row.fields[weight]), number >= 0, number <= 1e9 else {
        throw fault(
          "the weight should be a number from 0 to a thousand million, not"
            + " \"\(row.fields[weight])\"")
      }
      vote.weight = number
    }
    return vote
  }
}
