internal import Annotations

extension SkillDiscovery {
  /// Segments in all.
  public var segmentCount: Int { skills.reduce(0) { $0 + $1.count } }

  /// The skills as a table for people.
  public var table: String {
    let seen = library.skills.filter { $0.segments > 0 }
    let hasLabels = seen.contains { $0.support > 0 }
    let hasGroups = groups > 0
    let width = max(4, seen.map { $0.name.printable.count }.max() ?? 0) + 2
    var lines = [
      "skill  " + pad("name", width) + "segments  videos  " + (hasGroups ? "groups  " : "")
        + "seconds   spread    " + (hasLabels ? "purity  labelled" : "")
    ]
    for skill in seen {
      var line = right("\(skill.skill)", 5) + "  " + pad(skill.name.printable, width)
      line += right("\(skill.segments)", 8) + "  " + right("\(skill.videos)", 6) + "  "
      if hasGroups { line += right("\(skill.groups)", 6) + "  " }
      line += right(decimals(skill.seconds, 1), 7) + "   "
      line += pad(skill.isCommon ? "common" : "specific", 10)
      if hasLabels {
        line += right(skill.purity.map { decimals($0, 2) } ?? "-", 6) + "  "
        line += right("\(skill.support)", 8)
      }
      lines.append(line)
    }
    lines = lines.map { line in
      var line = line
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let known = opened < library.skills.count ? ", \(opened) of them new" : ""
    lines += [
      "",
      count(seen.count, "skill") + known + " in " + count(segmentCount, "segment") + " of "
        + count(documents.count, "video")
        + (library.form == nil ? "" : "; actions counted beside the picture"),
    ]
    return lines.joined(separator: "\n")
  }

  /// What was found as one JSON document: the skills, and the skill of each segment.
  public func jsonText() throws(SkilletError) -> String {
    let value = JSONValue.object([
      JSONMember("schema", .string("skillet.discovery/1")),
      JSONMember("version", .string(skilletVersion)),
      JSONMember("seed", .string(String(library.seed))),
      JSONMember("actions", .bool(library.form != nil)),
      JSONMember("opened", .integer(Int64(opened))),
      JSONMember(
        "skills",
        .array(library.skills.filter { $0.segments > 0 }.map { .object($0.members) })),
      JSONMember(
        "documents",
        .array(
          zip(documents, skills).map { document, skills in
            .object([
              JSONMember("path", .string(document.path)),
              JSONMember("video", .string(document.video)),
              JSONMember("skills", .array(skills.map { .integer(Int64($0)) })),
            ])
          })),
    ])
    do {
      return try value.text()
    } catch {
      throw SkilletError(.failed, "cannot write the result: \(error.description)")
    }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
