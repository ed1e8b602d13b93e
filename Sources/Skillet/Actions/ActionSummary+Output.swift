public import Annotations

extension ActionSummary {
  /// The summary as lines for people, below those of the inspection.
  public var lines: [String] {
    let space = aligned.track.space
    var what = space.kind.rawValue.replacing("_", with: "-")
    switch space {
    case .discrete(let choices, _): what += ", \(choices) choices"
    case .multiDiscrete(let choices, _):
      what += ", choices " + choices.map(String.init).joined(separator: " x ")
    case .continuous(let dimension, _, _, _): what += ", \(dimension) numbers"
    }
    var lines = ["actions        \(recording.path.printable) (\(sourceName)), \(what)"]
    if !space.names.isEmpty {
      lines.append("names          \(space.names.joined(separator: ", ").printable)")
    }
    lines.append(
      "rows           \(recording.track.count) \(basisText) \(aligned.track.count) frames")
    if space.kind != .continuous {
      let nulls = aligned.track.nullActions.sorted { $0.lexicographicallyPrecedes($1) }
      let names = nulls.map { Self.name(of: $0, space) }.joined(separator: ", ")
      lines.append(
        "null           "
          + (nulls.isEmpty
            ? "no action is called null; say --null-action NAME where one is"
            : "\(percent(nullFrames)) of the frames (\(names.printable))"))
      lines.append("distinct       \(shares.count)")
      for (index, share) in shares.prefix(8).enumerated() {
        let title = index == 0 ? "most frequent  " : "               "
        lines.append("\(title)\(share.name.printable)  \(share.count)  \(percent(share.count))")
      }
    }
    for spread in spreads {
      let outside = spread.outside == 0 ? "" : ", \(spread.outside) outside its bounds"
      lines.append(
        "dimension      \(spread.name.printable): \(decimals(Double(spread.least), 3)) to "
          + "\(decimals(Double(spread.greatest), 3)), mean \(decimals(spread.mean, 3)), "
          + "deviation \(decimals(spread.deviation, 3))\(outside)")
    }
    return lines + notes.map { "note           \($0.printable)" }
  }

  /// The summary as the `actions` member of the inspection's document.
  public var json: JSONValue {
    let track = aligned.track
    func list(_ codes: [Int32]) -> JSONValue {
      track.space.kind == .discrete
        ? .integer(Int64(codes[0])) : .array(codes.map { .integer(Int64($0)) })
    }
    var members = [
      JSONMember("path", .string(recording.path)), JSONMember("source", .string(sourceKind)),
    ]
    if case .pseudo(let model, let seed) = track.source {
      members.append(JSONMember("model", .string(model)))
      members.append(JSONMember("seed", seed.map { .string("\($0)") } ?? .null))
    }
    members += [
      JSONMember("space", track.space.json),
      JSONMember("rows", .integer(Int64(recording.track.count))),
      JSONMember("matchedBy", .string(aligned.basis.rawValue)),
      JSONMember("frames", .integer(Int64(track.count))),
      JSONMember("framesWithAction", .integer(Int64(frames))),
    ]
    if track.space.kind != .continuous {
      let nulls = track.nullActions.sorted { $0.lexicographicallyPrecedes($1) }
      members += [
        JSONMember("nullActions", .array(nulls.map(list))),
        JSONMember("nullFrames", .integer(Int64(nullFrames))),
        JSONMember("distinct", .integer(Int64(shares.count))),
        JSONMember(
          "mostFrequent",
          .array(
            shares.prefix(32).map { share in
              .object([
                JSONMember("action", list(share.action)), JSONMember("name", .string(share.name)),
                JSONMember("frames", .integer(Int64(share.count))),
              ])
            })),
      ]
    } else {
      members.append(JSONMember("dimensions", .array(spreads.map(\.json))))
    }
    members.append(JSONMember("notes", .array(notes.map { .string($0) })))
    return .object(members)
  }

  /// The action of each frame for lists, by its name or numbers; empty where there is none.
  public var frameTexts: [String] {
    let track = aligned.track
    return (0..<track.count).map { row in
      guard track.isValid[row] else { return "" }
      let range = (row * track.width)..<((row + 1) * track.width)
      switch track.values {
      case .codes(let codes): return Self.name(of: Array(codes[range]), track.space)
      case .numbers(let numbers):
        return numbers[range].map { $0.description }.joined(separator: ",")
      }
    }
  }

  private var sourceKind: String { aligned.track.source == .recorded ? "recorded" : "pseudo" }

  private var sourceName: String {
    switch aligned.track.source {
    case .recorded: "recorded"
    case .pseudo(let model, _): "pseudo-labels by \(model.printable)"
    }
  }

  private var basisText: String {
    switch aligned.basis {
    case .rows: "matched one by one with"
    case .frames: "matched by their frames with"
    case .times: "matched by their times with"
    case .rate: "matched at a steady rate with"
    }
  }

  private func percent(_ count: Int) -> String {
    decimals(100 * Double(count) / Double(max(1, frames)), 1) + " %"
  }
}

extension ActionSummary.Spread {
  /// The double with the digits of a single-precision number, so that 0.1 is written 0.1.
  private func shortest(_ value: Float) -> Double { Double(value.description) ?? Double(value) }

  var json: JSONValue {
    .object([
      JSONMember("name", .string(name)), JSONMember("least", .number(shortest(least))),
      JSONMember("greatest", .number(shortest(greatest))), JSONMember("mean", .number(mean)),
      JSONMember("deviation", .number(deviation)),
      JSONMember("outsideBounds", .integer(Int64(outside))),
    ])
  }
}
