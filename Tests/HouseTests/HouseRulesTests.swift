import Testing

/// Each rule notices a made file that breaks it, and lets its neighbour pass.
@Suite struct HouseRulesTests {
  private func file(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test(arguments: [
    ("Sources/Skillet/A.swift", "import CFFmpeg"),
    ("Sources/Features/A.swift", "internal import COpenBLAS"),
    ("Sources/LinearAlgebra/A.swift", "@_implementationOnly import CFFmpegShims"),
    ("Tests/VideoIOTests/A.swift", "import CFFmpeg"),
    ("Package.swift", "import COpenBLAS"),
  ]) func aLibraryHasOneOwner(path: String, text: String) {
    #expect(HouseRules.importFaults([file(path, "import Foundation\n" + text)]).count == 1)
  }

  @Test func theOwnersMayImportTheirLibraries() {
    let files = [
      file("Sources/VideoIO/A.swift", "internal import CFFmpeg\ninternal import CFFmpegShims"),
      file("Sources/LinearAlgebra/B.swift", "internal import COpenBLAS"),
    ]
    #expect(HouseRules.importFaults(files) == [])
  }

  @Test(arguments: [
    ("Features", "internal import VideoIO"), ("Frames", "import LinearAlgebra"),
    ("Segmentation", "public import Frames"), ("Annotations", "import struct Evaluation.Report"),
    ("SkilletCommand", "  import VideoIO"), ("Unheard", "import Frames"),
    ("VideoIO", "@testable import Skillet"),
  ]) func arrowsGoOneWay(target: String, text: String) {
    #expect(HouseRules.importFaults([file("Sources/\(target)/A.swift", text)]).count == 1)
  }

  @Test func commentsAndForeignModulesAreNoImports() {
    let text = "// import VideoIO\nimport Foundation\n/// see import CFFmpeg\nlet important = 1\n"
    #expect(HouseRules.importFaults([file("Sources/Frames/A.swift", text)]) == [])
  }

  @Test func aFileOverFourHundredLinesIsTooLong() {
    let lines = String(repeating: "let a = 1\n", count: 400)
    #expect(HouseRules.lengthFaults([file("Sources/Frames/A.swift", lines)]) == [])
    #expect(HouseRules.lengthFaults([file("Sources/Frames/A.swift", lines + "\n")]).count == 1)
  }

  @Test(arguments: [
    "fatalError(\"no\")", "let a = try! b()", "let a = b as! C",
    "final class A: @unchecked Sendable {}", ".unsafeFlags([\"-Ofast\"])", "\"-Ounchecked\"",
  ]) func aForbiddenWordIsNoticed(text: String) {
    #expect(HouseRules.wordFaults([file("Package.swift", "let x = 1\n" + text)]).count == 1)
    #expect(HouseRules.wordFaults([file("Package.swift", "// never \(text)")]) == [])
  }

  @Test func emptyNamesAreNoticed() {
    let bad = [
      "Sources/Utils/A.swift", "Sources/Frames/Helpers.swift", "Tests/A/FileManager.swift",
      "Sources/Frames/StringUtils.swift", "Sources/Frames/Frame+Helper.swift",
    ]
    #expect(HouseRules.nameFaults(bad) == bad)
    #expect(HouseRules.nameFaults(["Sources/Frames/Rational.swift", "Tests/Bench/run"]) == [])
  }

  @Test func aStrangerAtTheTopIsNoticed() {
    #expect(HouseRules.topLevelFaults(["Sources", "notes.txt", "Tests"]) == ["notes.txt"])
  }

  @Test func aScanThatFindsNothingFails() {
    #expect(!HouseRules.importFaults([]).isEmpty)
    #expect(!HouseRules.lengthFaults([]).isEmpty)
    #expect(!HouseRules.wordFaults([]).isEmpty)
    #expect(!HouseRules.nameFaults([]).isEmpty)
    #expect(!HouseRules.topLevelFaults([]).isEmpty)
  }
}
