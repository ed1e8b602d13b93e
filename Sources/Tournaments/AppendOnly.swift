/// A table whose rows stay, with the keys that a new row must not share with an old one.
struct AppendOnly {
  var table: String
  /// The column of the row's number.
  var row = "id"
  /// What a row of equal keys has in common with the new one, in SQL.
  var keys: [String] = []

  var triggers: String {
    let complaint = "\(table): rows are never changed or removed"
    let taken = (["\(row) = NEW.\(row)"] + keys).map {
      "EXISTS (SELECT 1 FROM \(table) WHERE \($0))"
    }.joined(separator: " OR ")
    return """
      CREATE TRIGGER \(table)_is_not_updated BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(complaint)'); END;
      CREATE TRIGGER \(table)_is_not_deleted BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(complaint)'); END;
      CREATE TRIGGER \(table)_is_not_replaced BEFORE INSERT ON \(table) WHEN \(taken)
        BEGIN SELECT RAISE(ABORT, '\(table): there is such a row already'); END;
      """
  }
}
