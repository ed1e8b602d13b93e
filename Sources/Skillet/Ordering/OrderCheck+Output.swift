public import Annotations
internal import Evaluation
internal import Foundation

extension OrderCheck {
  /// Finds the demonstration in a file; throws where it holds several and none is named, or the named
  /// one is not there.
  public static func demonstration(
    _ path: String, named name: String?
  ) throws(SkilletError) -> StepSequence {
    let all = try StepFiles.demonstrations(path)
    func list(_ found: [StepSequence]) -> String {
      found.prefix(8).map(\.name.printable).joined(separator: ", ")
        + (found.count > 8 ? " and \(found.count - 8) more" : "")
    }
    guard let name else {
      if all.count == 1 { return all[0] }
      throw SkilletError(
        .usage,
        "\(path): there are \(all.count) demonstrations; choose one with --video: \(list(all))")
    }
    let found = all.filter { $0.name == name }
    if found.count == 1 { return found[0] }
    throw SkilletError(
      .usage,
      found.isEmpty
        ? "\(path): there is no demonstration \"\(name)\"; there are \(list(all))"
        : "\(path): \(found.count) demonstrations are called \"\(name)\"")
  }

  /// When a step was done: its start, else its place.
  func time(_ place: Int) -> String {
    guard demonstration.steps.indices.contains(place) else { return "at the end" }
    let seconds = demonstration.steps[place].seconds
    return seconds.map { ReportNotation.clock($0.lowerBound) } ?? "step \(place + 1)"
  }

  /// A departure's time in words.
  func time(_ departure: Departure) -> String {
    if let place = departure.place { return time(place) }
    let expected = departure.expected ?? demonstration.steps.count
    return expected < demonstration.steps.count ? "before \(time(expected))" : "at the end"
  }

  /// Why a departure is one, in words.
  func reason(_ departure: Departure) -> String {
    func percent(_ share: Double) -> String { decimals(share * 100, 0) + " %" }
    switch departure.kind {
    case .missing: return "in \(percent(departure.share ?? 0)) of the demonstrations"
    case .repeated:
      return "done again; \(percent(departure.share ?? 0)) of the demonstrations repeat it"
    case .extra: return "in none of the demonstrations"
    case .order:
      return departure.pairs.map { pair in
        let interval = pair.interval.map {
          ", \(percent($0.lowerBound)) to \(percent($0.upperBound))"
        }
        return "usually \(pair.isUsuallyBefore ? "after" : "before") \"\(pair.step.printable)\" at "
          + "\(time(pair.place)) (\(percent(pair.probability))\(interval ?? ""))"
      }.joined(separator: "; ")
    }
  }

  /// The departures as a table for people.
  public var table: String {
    let name = demonstration.name.printable
    let steps = "\(demonstration.steps.count) step\(demonstration.steps.count == 1 ? "" : "s")"
    guard !departures.isEmpty else {
      return "\(name): nothing departs from the usual order in \(steps)\n"
    }
    let width = departures.map { time($0).count }.max() ?? 0
    let kinds = departures.map(\.kind.name.count).max() ?? 0
    func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let lines = departures.map { departure in
      "\(pad(time(departure), width))  \(pad(departure.kind.name, kinds))  "
        + "\(departure.step.printable): \(reason(departure))"
    }
    let counts = Departure.Kind.allCases.compactMap { kind -> String? in
      let count = departures.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.name)"
    }
    return (lines + ["", "\(name): \(counts.joined(separator: ", ")) in \(steps)"])
      .joined(separator: "\n") + "\n"
  }

  /// What departs as one JSON document, `skillet.order-check/1`.
  public func jsonText() throws(SkilletError) -> String {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    func moment(_ place: Int?) -> [JSONMember] {
      guard let place, demonstration.steps.indices.contains(place) else {
        return [
          JSONMember("place", .null), JSONMember("start", .null), JSONMember("end", .null),
        ]
      }
      let seconds = demonstration.steps[place].seconds
      return [
        JSONMember("place", .integer(Int64(place))),
        JSONMember("start", number(seconds?.lowerBound)),
        JSONMember("end", number(seconds?.upperBound)),
      ]
    }
    let value = JSONValue.object([
      JSONMember("schema", .string("skillet.order-check/1")),
      JSONMember("version", .string(skilletVersion)),
      JSONMember("demonstration", .string(demonstration.name)),
      JSONMember("task", fit.task.map { .string($0) } ?? .null),
      JSONMember("steps", .integer(Int64(demonstration.steps.count))),
      JSONMember("sure", .number(settings.sure)), JSONMember("usual", .number(settings.usual)),
      JSONMember(
        "departures",
        .array(
          departures.map { departure in
            .object(
              [
                JSONMember("kind", .string(departure.kind.rawValue)),
                JSONMember("step", .string(departure.step)),
              ] + moment(departure.place) + [
                JSONMember(
                  "expectedBefore",
                  departure.kind != .missing
                    ? .null
                    : .object(
                      [
                        JSONMember(
                          "step",
                          departure.expected.flatMap { place in
                            demonstration.steps.indices.contains(place)
                              ? .string(demonstration.steps[place].label) : nil
                          } ?? .null)
                      ] + moment(departure.expected))),
                JSONMember("share", number(departure.share)),
                JSONMember(
                  "pairs",
                  .array(
                    departure.pairs.map { pair in
                      .object(
                        [
                          JSONMember("step", .string(pair.step)),
                          JSONMember("usuallyBefore", .bool(pair.isUsuallyBefore)),
                          JSONMember("probability", .number(pair.probability)),
                          JSONMember("low", number(pair.interval?.lowerBound)),
                          JSONMember("high", number(pair.interval?.upperBound)),
                        ] + moment(pair.place))
                    })),
              ])
          })),
    ])
    do {
      return try value.text()
    } catch {
      throw SkilletError(.failed, "cannot write the result: \(error.description)")
    }
  }
}
