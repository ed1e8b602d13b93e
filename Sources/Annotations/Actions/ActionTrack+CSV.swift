extension ActionTrack {
  /// The track as comma-separated values: `frame` or `time` as rows state them, the action, and for
  /// pseudo-labels `source`, `model` and `seed` in every row.
  ///
  /// Rows that state neither are frames and get their numbers, so that one without an action is
  /// not a blank line.
  ///
  /// A discrete action is written by its name where it has one. What the table cannot hold is lost:
  /// names that never occur, the number of choices above the largest seen, bounds, null actions,
  /// the frame rate.
  public var csvText: String {
    var header: [String] = []
    let frames = self.frames ?? (times == nil ? Array(0..<count) : nil)
    if frames != nil { header.append("frame") }
    if times != nil { header.append("time") }
    header += actionColumns
    if case .pseudo = source { header += ["source", "model", "seed"] }
    var text = Self.line(header)
    for row in 0..<count {
      var fields: [String] = []
      if let frames { fields.append("\(frames[row])") }
      if let times { fields.append(times[row].shortText) }
      fields += cells(row)
      if case .pseudo(let model, let seed) = source {
        fields += ["pseudo", model, seed.map { "\($0)" } ?? ""]
      }
      text += Self.line(fields)
    }
    return text
  }

  private var actionColumns: [String] {
    if space.kind == .discrete { return ["action"] }
    return (0..<width).map { column in
      let name = space.names.isEmpty ? "\(column)" : space.names[column]
      return name.lowercased().hasPrefix("action") ? name : "action.\(name)"
    }
  }

  private func cells(_ row: Int) -> [String] {
    guard isValid[row] else { return Array(repeating: "", count: width) }
    let range = (row * width)..<((row + 1) * width)
    switch values {
    case .numbers(let numbers): return numbers[range].map { $0.description }
    case .codes(let codes):
      if case .discrete(_, let names) = space, !names.isEmpty { return [names[Int(codes[row])]] }
      return codes[range].map { "\($0)" }
    }
  }

  private static func line(_ fields: [String]) -> String {
    let texts = fields.map { field in
      field.unicodeScalars.contains { ["\"", ",", "\n", "\r"].contains($0) }
        ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
    return texts.joined(separator: ",") + "\n"
  }
}
