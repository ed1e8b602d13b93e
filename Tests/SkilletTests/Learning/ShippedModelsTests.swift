import Foundation
import Testing

@testable import Skillet

/// What lies in `Models/`.
@Suite struct ShippedModelsTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../Models").standardized
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".safetensors") }
      .map { String($0.dropLast(".safetensors".count)) }.sorted()
  }()

  private func text(_ file: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
  }

  @Test func allTogetherAreUnderThreeMegabytes() throws {
    let sizes = try Self.names.map { name in
      try Data(contentsOf: Self.folder.appendingPathComponent("\(name).safetensors")).count
    }
    #expect(sizes.count >= 11)
    #expect(sizes.reduce(0, +) < 3_000_000, "\(sizes.reduce(0, +)) bytes")
  }

  @Test(arguments: names) func eachOpensAndHasItsCardAndItsCommand(name: String) throws {
    let path = Self.folder.appendingPathComponent("\(name).safetensors").path
    let command: String
    if name.hasSuffix("inverse-dynamics") {
      let model = try ActionLabeller(path: path)
      command = model.settings.training.command
      #expect(model.settings.training.figures != nil)
    } else if name.hasSuffix("assessor") {
      command = try AssessorModel(path: path).settings.training.command
    } else {
      let model = try PredictorModel(path: path)
      command = model.settings.training.command
      #expect(model.settings.training.hasTruth && model.settings.training.figures != nil)
    }
    #expect(command.contains("--out Models/\(name).safetensors"), "\(command)")
    #expect(try text("\(name).md").contains(command))
    #expect(try text("train").contains(" \(name) "))
    #expect(try text("README.md").contains("[\(name)](\(name).md)"))
  }
}
