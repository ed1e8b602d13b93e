import Annotations
import Features
import Foundation
import LinearAlgebra
import Segmentation
import Testing

@testable import Skillet

/// Writing a labeller, reading it back, and reading what is none.
@Suite struct ActionLabellerFileTests {
  private static func make() throws -> ActionLabeller {
    var generator = SplitMix64(seed: 3)
    let means = Matrix(rows: 3, columns: 48, values: generator.normals(3 * 48).map { 20 * $0 })
    let inputs = SeriesInputs(
      rate: 25, codebook: PatchCodebook(grid: PatchGrid(columns: 2, rows: 2), centroids: means),
      vocabulary: .identity(choices: 4))
    let sizes = LabellerSettings.Sizes(reach: 1, context: 1, tokenWidth: 2, hidden: 5)
    let shape = try #require(InverseDynamics.Shape(inputs, sizes))
    let space = ActionSpace.discrete(choices: 4, names: [])
    let settings = LabellerSettings(
      version: "0", seed: 7, rate: 25, moves: "none", grid: [2, 2], members: 2, sizes: sizes,
      space: .init(space, nullActions: [[1]]),
      training: .init(
        command: "skillet train inverse-dynamics", demonstrations: 3, rows: 120,
        validation: ["a"], losses: [0.5, 0.25]))
    return ActionLabeller(
      settings: settings, inputs: inputs, space: space,
      members: [1, 2].map { InverseDynamics(shape, seed: $0) })
  }

  private func read(_ bytes: [UInt8]) throws -> ActionLabeller {
    try ActionLabeller(bytes: bytes, file: "m.safetensors")
  }

  @Test func aModelComesBackAsItWasWritten() throws {
    let model = try Self.make()
    let bytes = try model.bytes(file: "m")
    let back = try read(bytes)
    #expect(back.settings == model.settings && back.space == model.space)
    #expect(back.inputs.vocabulary == model.inputs.vocabulary)
    // What was rounded once is not rounded again.
    #expect(try back.bytes(file: "m") == bytes)
  }

  /// A member of the settings, what it is set to as JSON, and what the message has to say.
  static let faults: [(old: String, new: String, words: String)] = [
    ("inverse-dynamics/1", "inverse-dynamics/2", "schema"),
    ("\"rate\":25", "\"rate\":0", "rate"), ("\"members\":2", "\"members\":0", "members"),
    ("\"members\":2", "\"members\":257", "members"), ("\"members\":2", "\"members\":1", "member1"),
    ("\"grid\":[2,2]", "\"grid\":[2,2,2]", "grid"), ("\"grid\":[2,2]", "\"grid\":[1024,1024]", ""),
    ("\"grid\":[2,2],", "", "shape"), ("\"moves\":\"none\"", "\"moves\":\"jumps\"", "unknown"),
    ("\"moves\":\"none\"", "\"moves\":\"motion\"", "shape"),
    ("\"moves\":\"none\"", "\"moves\":\"actions\"", "shape"),
    ("\"hidden\":5", "\"hidden\":1048576", "more numbers"),
    ("\"hidden\":5", "\"hidden\":9223372036854775807", "hidden"),
    ("\"hidden\":5", "\"hidden\":-1", "hidden"), ("\"hidden\":5", "\"hidden\":6", ""),
    ("\"reach\":1", "\"reach\":-1", "reach"), ("\"reach\":1", "\"reach\":17", "reach"),
    ("\"context\":1", "\"context\":-1", "context"),
    ("\"context\":1", "\"context\":9223372036854775807", "context"),
    ("\"tokenWidth\":2", "\"tokenWidth\":0", "tokenWidth"),
    ("\"choices\":[4]", "\"choices\":[5]", "codes"), ("\"choices\":[4]", "\"choices\":[]", "none"),
    ("\"choices\":[4]", "\"choices\":[-4]", "none"), ("\"width\":1", "\"width\":2", "none"),
    ("\"kind\":\"discrete\"", "\"kind\":\"magic\"", "none"),
    ("\"kind\":\"discrete\"", "\"kind\":\"continuous\"", ""),
    ("\"names\":[]", "\"names\":[\"x\"]", "none"), ("\"low\":[]", "\"low\":[1e300]", "settings"),
    ("\"nullActions\":[[1]]", "\"nullActions\":[[4]]", "none"),
    ("\"nullActions\":[[1]]", "\"nullActions\":[[0,0]]", "none"),
    ("\"nullActions\":[[1]]", "\"nullActions\":[[-1]]", "none"),
  ]

  @Test func hostileFilesAreRefused() throws {
    let whole = try SafetensorsFile.read(try Self.make().bytes(file: "m"), file: "m")
    let tensors = whole.tensors.sorted { $0.key < $1.key }
    let text = try #require(whole.metadata["skillet"])
    for fault in Self.faults {
      #expect(text.contains(fault.old), "no \(fault.old) in \(text)")
      let bytes = SafetensorsFile.bytes(
        tensors: tensors.map { ($0.key, .array($0.value)) },
        metadata: [("skillet", text.replacingOccurrences(of: fault.old, with: fault.new))])
      let error = #expect(throws: ArrayFileError.self, "\(fault)") { try read(bytes) }
      let said = "\(String(describing: error))"
      #expect(fault.words.isEmpty || said.contains(fault.words), "\(fault): \(said)")
    }
  }

  @Test func aDamagedFileIsReadOrRefused() throws {
    let whole = try Self.make().bytes(file: "m")
    let header =
      8 + whole.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    var refused = 0
    for seed in UInt64(0)..<500 {
      var generator = SplitMix64(seed: seed)
      var bytes = whole
      for _ in 0...generator.next(below: 3) {
        let place = generator.next(below: seed % 3 == 0 ? bytes.count : header)
        let isDigit = (0x30...0x39).contains(bytes[place])
        bytes[place] = UInt8(
          isDigit ? 0x30 + generator.next(below: 10) : generator.next(below: 256))
      }
      do {
        _ = try read(bytes).bytes(file: "m")
      } catch is ArrayFileError {
        refused += 1
      }
    }
    #expect(refused > 100, "\(refused)")
  }
}
