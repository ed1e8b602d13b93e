internal import Annotations
internal import Features
internal import LinearAlgebra
internal import Segmentation

extension SkillLibrary {
  /// The text of `skills.json`.
  public func text() throws(SkilletError) -> String {
    do {
      return try json.text()
    } catch {
      throw SkilletError(.failed, "cannot write the skills: \(error.description)")
    }
  }

  private var json: JSONValue {
    func list(_ values: some Sequence<Float>) -> JSONValue {
      .array(values.map { .number(Double($0)) })
    }
    let columns = space.basis.columns
    let entries = zip(known.skills.sorted { $0.identity < $1.identity }, skills)
    return .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember("version", .string(skilletVersion)),
      JSONMember("seed", .string(String(seed))),
      JSONMember("features", .string(FeatureLayout.name)),
      JSONMember("actions", form.map { .string($0.name) } ?? .null),
      JSONMember("skills", .array(entries.map { Self.json($0, $1) })),
      JSONMember(
        "space",
        .object([
          JSONMember("mean", list(space.mean)), JSONMember("factors", list(space.factors)),
          JSONMember(
            "basis",
            .array(
              (0..<space.basis.rows).map { row in
                list(space.basis.values[(row * columns)..<((row + 1) * columns)])
              })),
        ])),
    ])
  }

  private static func json(_ known: KnownSkills.Skill, _ summary: SkillSummary) -> JSONValue {
    .object(
      summary.members + [
        JSONMember("generation", .integer(Int64(known.generation))),
        JSONMember("reach", .number(known.reach)),
        JSONMember("centroid", .array(known.centroid.map { .number(Double($0)) })),
      ])
  }

  /// Reads a file that an earlier run wrote.
  public init(readingFrom path: String) throws(SkilletError) {
    guard OutputPlace.kind(of: path) == .file else {
      throw SkilletError(.noInput, "\(path): there is no such file; give a skills.json")
    }
    let text = try AnnotationFiles.text(of: path)
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text, file: path)
    } catch {
      throw SkilletError(error)
    }
    func fault(_ reason: String) -> SkilletError {
      SkilletError(
        .badData,
        "\(path): cannot read the skills: \(reason); find them anew, or give the file "
          + "that skillet discover wrote")
    }
    guard json["schema"]?.string == Self.schema else {
      throw fault("it does not call itself \(Self.schema)")
    }
    guard json["features"]?.string == FeatureLayout.name else {
      throw fault("its features are not \(FeatureLayout.name)")
    }
    guard let seed = json["seed"]?.string.flatMap({ UInt64($0) }) else {
      throw fault("seed is not a number in quotes")
    }
    self.seed = seed
    form = nil
    if let name = json["actions"]?.string {
      guard let form = ActionDescriptor.Form(name: name) else {
        throw fault("actions is \"\(name)\"")
      }
      self.form = form
    }
    guard let space = Self.space(json["space"]) else { throw fault("the space is damaged") }
    self.space = space
    var (entries, summaries): ([KnownSkills.Skill], [SkillSummary]) = ([], [])
    for (place, value) in (json["skills"]?.array ?? []).enumerated() {
      guard let (entry, summary) = Self.skill(value, columns: space.basis.columns) else {
        throw fault("skills[\(place)] is damaged")
      }
      entries.append(entry)
      summaries.append(summary)
    }
    guard !entries.isEmpty else { throw fault("it holds no skill") }
    guard Set(entries.map(\.identity)).count == entries.count else {
      throw fault("a skill appears twice")
    }
    known = KnownSkills(entries)
    skills = summaries.sorted { $0.skill < $1.skill }
  }

  private static func numbers(_ value: JSONValue?) -> [Float]? {
    guard let values = value?.array else { return nil }
    let numbers = values.compactMap { $0.number.map { Float($0) } }
    return numbers.count == values.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
  }

  private static func space(_ value: JSONValue?) -> DescriptorSpace? {
    guard let mean = numbers(value?["mean"]), let factors = numbers(value?["factors"]),
      let rows = value?["basis"]?.array, !rows.isEmpty, mean.count == rows.count,
      factors.count == rows.count
    else { return nil }
    let lists = rows.compactMap { numbers($0) }
    guard lists.count == rows.count, let width = lists.first?.count, width > 0,
      lists.allSatisfy({ $0.count == width })
    else { return nil }
    return DescriptorSpace(
      mean: mean, factors: factors,
      basis: Matrix(rows: rows.count, columns: width, values: lists.flatMap { $0 }))
  }

  private static func skill(
    _ value: JSONValue, columns: Int
  ) -> (KnownSkills.Skill, SkillSummary)? {
    guard let identity = value["skill"]?.integer, (0...Int(Int32.max)).contains(identity),
      let name = value["name"]?.string, case .bool(let isNamed)? = value["named"],
      let generation = value["generation"]?.integer, (0...Int(Int32.max)).contains(generation),
      let reach = value["reach"]?.number, reach >= 0,
      let centroid = numbers(value["centroid"]), centroid.count == columns
    else { return nil }
    var summary = SkillSummary(identity)
    (summary.name, summary.isNamed) = (name, isNamed)
    return (
      .init(identity: identity, generation: generation, centroid: centroid, reach: reach), summary
    )
  }
}

extension SkillSummary {
  /// The members of the skill's object, in `skills.json` and in what `--json` prints.
  var members: [JSONMember] {
    [
      JSONMember("skill", .integer(Int64(skill))), JSONMember("name", .string(name)),
      JSONMember("named", .bool(isNamed)), JSONMember("segments", .integer(Int64(segments))),
      JSONMember("videos", .integer(Int64(videos))), JSONMember("groups", .integer(Int64(groups))),
      JSONMember("seconds", .number((seconds * 1e3).rounded() / 1e3)),
      JSONMember("common", .bool(isCommon)),
      JSONMember("purity", purity.map { .number(($0 * 1e4).rounded() / 1e4) } ?? .null),
      JSONMember("support", .integer(Int64(support))),
    ]
  }
}

extension ActionDescriptor.Form {
  /// Reads what ``name`` wrote.
  init?(name: String) {
    let words = name.split(separator: " ")
    guard words.count == 2, let count = Int(words[1]), (1...4096).contains(count) else {
      return nil
    }
    switch words[0] {
    case "choices" where count <= ActionDescriptor.choiceLimit: self = .choices(count)
    case "numbers" where count <= ActionDescriptor.widthLimit: self = .numbers(count)
    default: return nil
    }
  }
}
