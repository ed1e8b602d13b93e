import Testing

/// The project as it stands keeps the rules.
@Suite struct ImportFenceTests {
  @Test func everyImportFollowsTheTable() throws {
    let files = try House.swiftFiles(below: ["Sources", "Tests"])
    #expect(files.count { $0.target != nil } > 50)
    #expect(HouseRules.importFaults(files) == [])
  }

  @Test func everyTargetIsInTheTable() throws {
    let targets = Set(
      try House.paths(below: ["Sources"]).compactMap { SourceFile(path: $0, text: "").target })
    #expect(targets.isSubset(of: HouseRules.table.keys), "\(targets)")
    #expect(targets.contains("Segmentation"))
  }

  @Test func noFileIsTooLong() throws {
    #expect(HouseRules.lengthFaults(try House.swiftFiles(below: ["Sources", "Tests"])) == [])
  }

  @Test func noForbiddenWordIsUsed() throws {
    #expect(HouseRules.wordFaults(try House.swiftFiles(below: ["Sources"])) == [])
  }

  @Test func everyNameSaysWhatIsInside() throws {
    #expect(HouseRules.nameFaults(try House.paths(below: ["Sources", "Tests"])) == [])
  }

  @Test func theTopLevelHoldsWhatTheDesignLists() throws {
    #expect(HouseRules.topLevelFaults(try House.topLevel()) == [])
  }
}
