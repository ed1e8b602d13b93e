extension ActionSpace {
  /// A space that holds the actions of both, so that videos can be learned from together; nil where
  /// they do not belong together.
  ///
  /// Named choices are joined by name, those of this space first; unnamed ones by number. Several
  /// choices at a time need the same dimensions, numbers too; bounds that differ are dropped.
  public func joined(with other: ActionSpace) -> ActionSpace? {
    switch (self, other) {
    case (.discrete(let a, let names), .discrete(let b, let others)):
      if names.isEmpty != others.isEmpty { return nil }
      if names.isEmpty { return .discrete(choices: max(a, b), names: []) }
      let known = Set(names)
      let joined = names + others.filter { !known.contains($0) }
      return .discrete(choices: joined.count, names: joined)
    case (.multiDiscrete(let a, let names), .multiDiscrete(let b, let others)):
      guard a.count == b.count, names == others else { return nil }
      return .multiDiscrete(choices: zip(a, b).map(max), names: names)
    case (
      .continuous(let a, let names, let low, let high),
      .continuous(let b, let others, let otherLow, let otherHigh)
    ):
      guard a == b, names == others else { return nil }
      return .continuous(
        dimension: a, names: names, low: low == otherLow ? low : [],
        high: high == otherHigh ? high : [])
    default: return nil
    }
  }
}

extension ActionTrack {
  /// The same actions in the numbers of another space, such as the one a model was trained with.
  ///
  /// - Throws: where the space is of another kind or width, or lacks an action that occurs.
  public func recoded(into wanted: ActionSpace, file: String) throws(AnnotationError) -> ActionTrack
  {
    func fault(_ place: String, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the actions as others were read", place: place, reason: reason,
        advice: "give actions of the same kind, with the same names")
    }
    guard wanted.kind == space.kind, wanted.width == space.width else {
      throw fault(
        "",
        "they are \(space.kind.rawValue) of \(width), the others \(wanted.kind.rawValue) of "
          + "\(wanted.width)")
    }
    if space.kind != .discrete, space.names != wanted.names {
      throw fault(
        "",
        "their dimensions are \(ActionSpace.list(space.names)), the others' "
          + ActionSpace.list(wanted.names))
    }
    guard case .codes(let codes) = values else { return copy(in: wanted, values) }
    var places: [Int32]?
    if !space.names.isEmpty, !wanted.names.isEmpty, space.kind == .discrete {
      let numbers = Dictionary(zip(wanted.names, Int32(0)...)) { first, _ in first }
      places = space.names.map { numbers[$0] ?? -1 }
    } else if space.kind == .discrete, space.names.isEmpty != wanted.names.isEmpty {
      throw fault("", "one of them names its actions, the other does not")
    }
    var recoded = codes
    for place in codes.indices where isValid[place / width] {
      let code = places.map { $0[Int(codes[place])] } ?? codes[place]
      guard code >= 0, code < wanted.choices[place % width] else {
        let name = places == nil ? "\(codes[place])" : "\"\(space.names[Int(codes[place])])\""
        throw fault("row \(place / width)", "the others have no action \(name)")
      }
      recoded[place] = code
    }
    // A null action that the others do not have never occurs either.
    let nulls = nullActions.compactMap { action -> [Int32]? in
      let codes = places.map { places in action.map { places[Int($0)] } } ?? action
      return zip(codes, wanted.choices).allSatisfy { $0 >= 0 && $0 < $1 } ? codes : nil
    }
    return copy(in: wanted, .codes(recoded), nulls: Set(nulls))
  }

  private func copy(
    in space: ActionSpace, _ values: Values, nulls: Set<[Int32]> = []
  ) -> ActionTrack {
    ActionTrack(
      space: space, values: values, isValid: isValid, source: source, nullActions: nulls,
      frames: frames, times: times, frameRate: frameRate, frameCount: frameCount)
  }
}
