import Foundation
import LinearAlgebra
import Testing

@Suite struct WholeFileTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func `what is written is read, and nothing else is left`() throws {
    try inFolder { folder in
      for bytes in [[1, 2, 3], [], [9]] as [[UInt8]] {
        try WholeFile.write(bytes, to: "\(folder)/a")
        #expect(try WholeFile.read("\(folder)/a") == bytes)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test func `a file that is not there, and a place that cannot be written, are named`() throws {
    try inFolder { folder in
      let missing = #expect(throws: ArrayFileError.self) { try WholeFile.read("\(folder)/none") }
      #expect(missing?.description.hasPrefix("\(folder)/none: cannot open the file: ") == true)
      let nowhere = #expect(throws: ArrayFileError.self) {
        try WholeFile.write([1], to: "\(folder)/no/folder")
      }
      #expect(nowhere?.description.hasPrefix("\(folder)/no/folder: cannot write the file") == true)
      #expect(throws: ArrayFileError.self) { try WholeFile.read(folder) }
    }
  }
}
