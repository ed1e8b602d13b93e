extension ActionTable {
  /// What the cells of some rows are, and their values.
  func interpreted(
    _ rows: [Int], _ file: String
  ) throws(AnnotationError) -> (ActionSpace, ActionTrack.Values) {
    switch cells {
    case .names(let cells): return try named(cells, rows, file)
    case .integers(let cells):
      let kind = stated.kind ?? told(cells, rows)
      if kind == .continuous { return try continuous(cells.map(Double.init), rows, file) }
      return try choices(cells, rows, kind, file)
    case .numbers(let cells):
      guard let kind = stated.kind, kind != .continuous else {
        return try continuous(cells, rows, file)
      }
      // Some writers know no whole numbers: 3.0 is the choice 3.
      var whole = [Int64](repeating: 0, count: cells.count)
      for row in rows where isValid?[row] ?? true {
        for column in 0..<columns {
          guard let code = Int64(exactly: cells[row * columns + column]) else {
            throw fault(
              file, place(row, column), "\(cells[row * columns + column]) is no choice",
              "the file calls its actions \(kind.rawValue), so they are whole numbers")
          }
          whole[row * columns + column] = code
        }
      }
      return try choices(whole, rows, kind, file)
    }
  }

  /// Whole numbers are choices; in a table, a number below 0 shows that they are measurements.
  private func told(_ cells: [Int64], _ rows: [Int]) -> ActionSpace.Kind {
    if isList { return .discrete }
    let isMeasured = rows.contains { row in
      (isValid?[row] ?? true) && cells[(row * columns)..<((row + 1) * columns)].contains { $0 < 0 }
    }
    return isMeasured ? .continuous : .multiDiscrete
  }

  private func named(
    _ cells: [String], _ rows: [Int], _ file: String
  ) throws(AnnotationError) -> (ActionSpace, ActionTrack.Values) {
    if let kind = stated.kind, kind != .discrete {
      throw fault(
        file, place(rows[0]),
        "\"\(cells[rows[0]])\" is a name, but the actions are \(kind.rawValue)",
        "give numbers, or call the actions discrete")
    }
    let seen = rows.filter { isValid?[$0] ?? true }
    let names = stated.names.isEmpty ? Set(seen.map { cells[$0] }).sorted() : stated.names
    let codes = Dictionary(zip(names, Int32(0)...)) { first, _ in first }
    var values = [Int32](repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() where isValid?[row] ?? true {
      guard let code = codes[cells[row]] else {
        throw fault(
          file, place(row), "no action is called \"\(cells[row])\"",
          "the file names \(ActionSpace.list(names))")
      }
      values[index] = code
    }
    return (.discrete(choices: names.count, names: names), .codes(values))
  }

  private func choices(
    _ cells: [Int64], _ rows: [Int], _ kind: ActionSpace.Kind, _ file: String
  ) throws(AnnotationError) -> (ActionSpace, ActionTrack.Values) {
    if kind == .discrete, columns != 1 {
      throw fault(
        file, place(rows[0]), "an action has \(columns) values, but discrete actions have one",
        "call them multi_discrete")
    }
    var sizes = stated.sizes
    if kind == .discrete, sizes.isEmpty, !stated.names.isEmpty { sizes = [stated.names.count] }
    let isStated = !sizes.isEmpty
    if !isStated { sizes = Array(repeating: 1, count: columns) }
    guard sizes.count == columns else {
      throw fault(
        file, place(rows[0]), "an action has \(columns) values, but n has \(sizes.count)",
        "give one number of choices a value")
    }
    var codes = [Int32](repeating: 0, count: rows.count * columns)
    for (index, row) in rows.enumerated() where isValid?[row] ?? true {
      for column in 0..<columns {
        let code = cells[row * columns + column]
        let limit = isStated ? sizes[column] : ActionSpace.choiceLimit
        guard code >= 0, code < limit else {
          throw fault(
            file, place(row, column), "the action \(code) is not one of 0...\(limit - 1)",
            isStated
              ? "correct it, or the number of choices"
              : "choices count from 0; write 1.0 instead of 1 if these are measurements")
        }
        codes[index * columns + column] = Int32(code)
        if !isStated { sizes[column] = max(sizes[column], Int(code) + 1) }
      }
    }
    if kind == .discrete {
      return (.discrete(choices: sizes[0], names: stated.names), .codes(codes))
    }
    let names = stated.names.isEmpty ? columnNames : stated.names
    return (.multiDiscrete(choices: sizes, names: names), .codes(codes))
  }

  private func continuous(
    _ cells: [Double], _ rows: [Int], _ file: String
  ) throws(AnnotationError) -> (ActionSpace, ActionTrack.Values) {
    if let size = stated.sizes.first, size != columns {
      throw fault(
        file, place(rows[0]), "an action has \(columns) values, but n is \(size)",
        "give every action \(size) values, or correct n")
    }
    var numbers = [Float](repeating: 0, count: rows.count * columns)
    for (index, row) in rows.enumerated() where isValid?[row] ?? true {
      for column in 0..<columns {
        let number = Float(cells[row * columns + column])
        guard number.isFinite else {
          throw fault(
            file, place(row, column), "the action is \(cells[row * columns + column])",
            "every value of an action is a finite number")
        }
        numbers[index * columns + column] = number
      }
    }
    let names = stated.names.isEmpty ? columnNames : stated.names
    let bounds = [stated.low, stated.high].map { bound in
      bound.count == 1 ? Array(repeating: bound[0], count: columns) : bound
    }
    return (
      .continuous(dimension: columns, names: names, low: bounds[0], high: bounds[1]),
      .numbers(numbers)
    )
  }
}
