extension ActionTrack {
  /// Names of choices that mean "did nothing" where nobody says otherwise.
  public static let usualNullNames: Set<String> = ["noop", "no-op", "no_op", "null"]

  /// The track with the actions that mean "did nothing" stated anew.
  ///
  /// - Parameters:
  ///   - names: each a choice's name or its number; for several choices at a time their numbers
  ///     with commas, such as `0,0,0`.
  ///   - file: the file that faults name.
  /// - Throws: where a name is unknown, a number is outside the space, or the actions are
  ///   continuous.
  public func markingNull(_ names: [String], file: String) throws(AnnotationError) -> ActionTrack {
    var copy = self
    copy.nullActions = try space.nullActions(names, file: file)
    return copy
  }
}

extension ActionSpace {
  func nullActions(_ names: [String], file: String) throws(AnnotationError) -> Set<[Int32]> {
    var found: Set<[Int32]> = []
    for name in names { found.insert(try nullAction(name, file: file)) }
    return found
  }

  private func nullAction(_ name: String, file: String) throws(AnnotationError) -> [Int32] {
    func fault(_ reason: String, _ advice: String) -> AnnotationError {
      AnnotationError(file: file, step: "name a null action", reason: reason, advice: advice)
    }
    switch self {
    case .discrete(let choices, let names):
      if let code = names.firstIndex(of: name) { return [Int32(code)] }
      if let code = Int32(name), code >= 0, code < choices { return [code] }
      let known =
        names.isEmpty ? "a number from 0 to \(choices - 1)" : "one of \(Self.list(names))"
      throw fault("no action is called \"\(name)\"", "give \(known)")
    case .multiDiscrete(let choices, _):
      let codes = name.split(separator: ",", omittingEmptySubsequences: false).map {
        Int32($0) ?? -1
      }
      guard codes.count == choices.count, zip(codes, choices).allSatisfy({ $0 >= 0 && $0 < $1 })
      else {
        throw fault(
          "\"\(name)\" is not an action of \(choices.count) choices",
          "give one number a dimension with commas between, such as "
            + choices.prefix(8).map { _ in "0" }.joined(separator: ","))
      }
      return codes
    case .continuous:
      throw fault(
        "the actions are continuous, and none of them is a name", "leave out --null-action")
    }
  }

  /// Some names for a message.
  static func list(_ names: [String]) -> String {
    names.prefix(24).joined(separator: ", ") + (names.count > 24 ? ", ..." : "")
  }
}
