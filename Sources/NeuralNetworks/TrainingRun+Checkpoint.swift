public import LinearAlgebra

extension TrainingRun {
  private static let schema = "skillet.training/1"

  /// Stores the whole state as one safetensors file, which replaces an older one at once.
  func write(to path: String) throws(ArrayFileError) {
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    func add(_ name: String, _ values: NumberArray.Values, shape: [Int]) {
      tensors.append((name, .array(NumberArray(shape: shape, values: values))))
    }
    for (i, parameter) in parameters.enumerated() {
      let (name, shape) = (parameter.name, parameter.shape)
      add("value/\(name)", .single(parameter.values), shape: shape)
      add("first/\(name)", .single(adam.first[i]), shape: shape)
      add("second/\(name)", .single(adam.second[i]), shape: shape)
      if !bestValues.isEmpty {
        add("best/\(name)", .single(bestValues[i]), shape: shape)
      }
    }
    let counts = [
      Int64(step), Int64(bitPattern: generator.state), Int64(best?.step ?? -1),
      Int64(validationsWithoutGain), Int64(adam.steps),
    ]
    add("counts", .whole(counts), shape: [counts.count])
    tensors.append(("trend", .vector(trend.stored)))
    tensors.append(("score", .vector([Double(best?.score ?? 0)])))
    try WholeFile.write(
      SafetensorsFile.bytes(
        tensors: tensors, metadata: [("schema", Self.schema), ("plan", plan.fingerprint)]),
      to: path)
  }

  /// Takes up the state of a checkpoint, which the same plan and parameters have to have made.
  ///
  /// Nothing is changed where it does not fit.
  public func restore(from path: String) throws(ArrayFileError) {
    let contents = try SafetensorsFile.read(WholeFile.read(path), file: path)
    func fault(_ reason: String) -> ArrayFileError {
      ArrayFileError(
        file: path, step: "take up the training", reason: reason,
        advice: "give the plan and model that made it, or begin without a checkpoint")
    }
    guard contents.metadata["schema"] == Self.schema else {
      throw fault("it is no checkpoint of \(Self.schema)")
    }
    guard let made = contents.metadata["plan"], made == plan.fingerprint else {
      throw fault("its plan is \(contents.metadata["plan"] ?? "missing"), not \(plan.fingerprint)")
    }
    guard let counts = contents.tensors["counts"]?.wholeNumbers, counts.count == 5,
      counts[0] >= 0, counts[0] <= Int64(plan.schedule.steps), counts[3] >= 0,
      counts[4] == counts[0], case .double(let trend)? = contents.tensors["trend"]?.values,
      trend.count == 4, case .double(let score)? = contents.tensors["score"]?.values,
      score.count == 1, score[0].isFinite
    else { throw fault("its counts, trend or score are missing or impossible") }

    let hasBest = counts[2] >= 0
    guard contents.tensors.count == 3 + parameters.count * (hasBest ? 4 : 3) else {
      throw fault("it has \(contents.tensors.count) tensors, which are not those of this model")
    }
    func all(_ prefix: String) throws(ArrayFileError) -> [[Float]] {
      var lists: [[Float]] = []
      for parameter in parameters {
        lists.append(
          try contents.values(
            "\(prefix)/\(parameter.name)", shape: parameter.shape, failing: fault))
      }
      return lists
    }
    let (values, first, second) = (try all("value"), try all("first"), try all("second"))
    bestValues = hasBest ? try all("best") : []
    for (parameter, values) in zip(parameters, values) { parameter.values = values }
    step = Int(counts[0])
    generator.state = UInt64(bitPattern: counts[1])
    best = hasBest ? (Float(score[0]), Int(counts[2])) : nil
    validationsWithoutGain = Int(counts[3])
    adam.restore(steps: step, first: first, second: second)
    self.trend = LossTrend(stored: trend)
  }
}
