extension StepGraphDocument {
  /// The text of the document.
  public func text(_ layout: JSONValue.Layout = .pretty) throws(AnnotationError) -> String {
    do {
      return try json.text(layout)
    } catch {
      throw AnnotationError(
        file: task ?? "the graph", step: "write the step graph", reason: error.reason)
    }
  }

  /// The document as JSON.
  public var json: JSONValue {
    func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    func place(_ step: Int?) -> JSONValue { step.map(integer) ?? .null }
    return .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember("task", task.map { .string($0) } ?? .null),
      JSONMember("method", method.json),
      JSONMember("sequences", integer(sequenceCount)),
      JSONMember(
        "steps",
        .array(
          steps.enumerated().map { index, step in
            .object([
              JSONMember("index", integer(index)), JSONMember("label", .string(step.label)),
              JSONMember("sequences", integer(step.sequences)),
              JSONMember("occurrences", integer(step.occurrences)),
              JSONMember("repeats", integer(step.repeats)),
              JSONMember("starts", integer(step.starts)), JSONMember("ends", integer(step.ends)),
              JSONMember("meanPlace", .number(step.meanPlace)),
              JSONMember("optional", .bool(step.isOptional)),
            ])
          })),
      JSONMember(
        "edges",
        .array(
          edges.map {
            .object([
              JSONMember("from", place($0.from)), JSONMember("to", place($0.to)),
              JSONMember("count", integer($0.count)),
              JSONMember("probability", .number($0.probability)),
            ])
          })),
      JSONMember(
        "interchangeable",
        .array(
          interchanges.map {
            .object([
              JSONMember("first", integer($0.first)), JSONMember("second", integer($0.second)),
              JSONMember("inOrder", integer($0.inOrder)),
              JSONMember("reversed", integer($0.reversed)),
            ])
          })),
      JSONMember(
        "paths",
        .array(
          paths.map {
            .object([
              JSONMember("steps", .array($0.steps.map(integer))),
              JSONMember("count", integer($0.count)),
            ])
          })),
    ])
  }

  /// Reads a document; throws its first fault with its place.
  public init(json: JSONValue, file: String) throws(AnnotationError) {
    let reader = StepGraphReader(file: file)
    guard json["schema"]?.string == Self.schema else {
      throw reader.fault("schema", "should be \"\(Self.schema)\"")
    }
    task = json["task"]?.string
    method = try reader.method(json["method"])
    steps = try reader.steps(json["steps"])
    let count = steps.count
    edges = try reader.list(json, "edges") { value, place throws(AnnotationError) in
      Edge(
        from: try reader.step(value, "from", place, count, mayBeNull: true),
        to: try reader.step(value, "to", place, count, mayBeNull: true),
        count: try reader.count(value, "count", place),
        probability: try reader.share(value, "probability", place))
    }
    interchanges = try reader.list(json, "interchangeable") {
      value, place throws(AnnotationError) in
      Interchange(
        first: try reader.step(value, "first", place, count) ?? 0,
        second: try reader.step(value, "second", place, count) ?? 0,
        inOrder: try reader.count(value, "inOrder", place),
        reversed: try reader.count(value, "reversed", place))
    }
    paths = try reader.list(json, "paths") { value, place throws(AnnotationError) in
      guard let values = value["steps"]?.array, !values.isEmpty else {
        throw reader.fault("\(place).steps", "should be a list of at least one step")
      }
      var path: [Int] = []
      for (index, step) in values.enumerated() {
        guard let number = step.integer, (0..<count).contains(number) else {
          throw reader.fault("\(place).steps[\(index)]", "should be a step from 0 to \(count - 1)")
        }
        path.append(number)
      }
      let times = try reader.count(value, "count", place)
      guard times > 0 else { throw reader.fault("\(place).count", "should be above 0") }
      return Path(steps: path, count: times)
    }
    guard !paths.isEmpty else { throw reader.fault("paths", "there is no path") }
    guard paths.reduce(0, { $0 + $1.count }) <= Int(Int32.max) else {
      throw reader.fault("paths", "there are more sequences than 32 bits count")
    }
  }
}

extension StepGraphDocument.Method {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("name", .string(name)),
      JSONMember("minimumProbability", .number(minimumProbability)),
      JSONMember("optionalBelow", .number(optionalBelow)),
      JSONMember("interchangeShare", .number(interchangeShare)),
      JSONMember("seed", JSONValue(seed: seed)), JSONMember("version", .string(version)),
    ])
  }
}

/// Reads the parts of a graph, with the place of each fault.
private struct StepGraphReader {
  let file: String

  func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the step graph", place: place, reason: reason,
      advice: "build it anew with `skillet graph build`")
  }

  func list<Element>(
    _ json: JSONValue, _ key: String,
    _ body: (JSONValue, String) throws(AnnotationError) -> Element
  ) throws(AnnotationError) -> [Element] {
    guard let values = json[key]?.array else { throw fault(key, "should be a list") }
    var list: [Element] = []
    list.reserveCapacity(values.count)
    for (index, value) in values.enumerated() { list.append(try body(value, "\(key)[\(index)]")) }
    return list
  }

  func count(_ value: JSONValue, _ key: String, _ place: String) throws(AnnotationError) -> Int {
    guard let number = value[key]?.integer, (0...Int(Int32.max)).contains(number) else {
      throw fault("\(place).\(key)", "should be a whole number, 0 or more")
    }
    return number
  }

  func share(
    _ value: JSONValue, _ key: String, _ place: String
  ) throws(AnnotationError) -> Double {
    guard let number = value[key]?.number, number >= 0, number <= 1 else {
      throw fault("\(place).\(key)", "should lie in 0...1")
    }
    return number
  }

  func step(
    _ value: JSONValue, _ key: String, _ place: String, _ count: Int, mayBeNull: Bool = false
  ) throws(AnnotationError) -> Int? {
    if mayBeNull, value[key] == .null { return nil }
    guard let number = value[key]?.integer, (0..<count).contains(number) else {
      throw fault("\(place).\(key)", "should be a step from 0 to \(count - 1)")
    }
    return number
  }

  func steps(_ value: JSONValue?) throws(AnnotationError) -> [StepGraphDocument.Step] {
    guard let values = value?.array, !values.isEmpty else {
      throw fault("steps", "should be a list of at least one step")
    }
    guard values.count <= StepGraphDocument.stepLimit else {
      throw fault("steps", "there are \(values.count), \(StepGraphDocument.stepLimit) at most")
    }
    var (steps, labels) = ([StepGraphDocument.Step](), Set<String>())
    for (index, value) in values.enumerated() {
      let place = "steps[\(index)]"
      guard let label = value["label"]?.string, !label.isEmpty else {
        throw fault("\(place).label", "should be a name")
      }
      guard labels.insert(label).inserted else {
        throw fault("\(place).label", "\"\(label)\" is there twice")
      }
      guard case .bool(let isOptional)? = value["optional"] else {
        throw fault("\(place).optional", "should be true or false")
      }
      steps.append(
        StepGraphDocument.Step(
          label: label, sequences: try count(value, "sequences", place),
          occurrences: try count(value, "occurrences", place),
          repeats: try count(value, "repeats", place), starts: try count(value, "starts", place),
          ends: try count(value, "ends", place), meanPlace: try share(value, "meanPlace", place),
          isOptional: isOptional))
    }
    return steps
  }

  func method(_ value: JSONValue?) throws(AnnotationError) -> StepGraphDocument.Method {
    guard let value, let name = value["name"]?.string, let version = value["version"]?.string,
      let seed = value["seed"].flatMap({ seed in
        seed.string.flatMap { UInt64($0) } ?? seed.integer.flatMap { UInt64(exactly: $0) }
      })
    else { throw fault("method", "should have a name, a seed and a version") }
    return StepGraphDocument.Method(
      name: name, minimumProbability: try share(value, "minimumProbability", "method"),
      optionalBelow: try share(value, "optionalBelow", "method"),
      interchangeShare: try share(value, "interchangeShare", "method"), seed: seed,
      version: version)
  }
}
