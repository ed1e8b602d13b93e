import Features
import Foundation
import LinearAlgebra
import Segmentation
import Testing

@testable import Skillet

/// Writing a model, reading it back, and reading what is none.
@Suite struct PredictorModelFileTests {
  private func read(_ bytes: [UInt8]) throws -> PredictorModel {
    try PredictorModel(bytes: bytes, file: "m.safetensors")
  }

  @Test(arguments: PredictorSettings.Kind.allCases)
  func aModelComesBackAsItWasWritten(kind: PredictorSettings.Kind) throws {
    let model = SmallModel.make(kind)
    let bytes = try model.bytes(file: "m")
    let first = try read(bytes)
    #expect(first.settings == model.settings)
    #expect(first.inputs.moves == model.inputs.moves)
    #expect(first.inputs.moveWidth == model.inputs.moveWidth)
    #expect(first.inputs.vocabulary == model.inputs.vocabulary)
    #expect(first.inputs.codebook?.grid == model.inputs.codebook?.grid)
    #expect(first.inputs.components == model.inputs.components)
    #expect(first.inputs.rate == model.settings.rate)
    // What was rounded once is not rounded again.
    #expect(try first.bytes(file: "m") == bytes)
    let second = try read(try first.bytes(file: "m"))
    let evidence = first.detector.predictor.evidence(SmallModel.series)
    #expect(evidence == second.detector.predictor.evidence(SmallModel.series))
    #expect(evidence.count == 40 && Set(evidence).count > 10)
    let before = model.detector.predictor.evidence(SmallModel.series)
    // Weights of about 1 are off by 2^-12 each; a handful of layers of a few inputs.
    #expect(zip(evidence, before).allSatisfy { abs($0 - $1) <= 0.01 })
    #expect(
      first.boundaries(SmallModel.series).boundaries
        == second.boundaries(SmallModel.series).boundaries)
  }

  @Test func aVocabularyOfNumbersComesBackExactly() throws {
    var model = SmallModel.make(.skillMixture)
    let numbers: [Float] = (0..<80).map { Float(($0 * 37) % 23) / 7 }
    model.inputs.vocabulary = try .clusters(of: numbers, dimension: 2, count: 4, seed: 1)
    let back = try read(try model.bytes(file: "m"))
    #expect(back.inputs.vocabulary == model.inputs.vocabulary)
    #expect(back.inputs.needsActions && back.inputs.vocabulary?.isContinuous == true)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var kind = PredictorSettings.Kind.skillMixture
    /// What the message has to say.
    var words: String
    var change: @Sendable (inout ModelParts) -> Void
  }

  static let faults: [Fault] =
    [
      Fault(testDescription: "no metadata", words: "no predictor") { $0.metadataKey = "other" },
      Fault(testDescription: "wrong schema", words: "schema") {
        $0.set("schema", "skillet.predictor/2")
      },
      Fault(testDescription: "no kind", words: "settings") { $0.set("kind", nil) },
      Fault(testDescription: "unknown kind", words: "settings") { $0.set("kind", "magic") },
      Fault(testDescription: "kind without sizes", words: "sizes are missing") {
        $0.set("kind", "spread")
      },
      Fault(testDescription: "unknown moves", words: "unknown") { $0.set("moves", "jumps") },
      Fault(testDescription: "a grid of three", words: "grid") { $0.set("grid", [2, 2, 2]) },
      Fault(testDescription: "an empty grid", words: "grid") { $0.set("grid", [Int]()) },
      Fault(testDescription: "a huge grid", words: "grid") { $0.set("grid", [Int.max, 2]) },
      Fault(testDescription: "another grid", words: "do not fit") { $0.set("grid", [3, 2]) },
      Fault(testDescription: "no grid", words: "do not fit") { $0.set("grid", nil) },
      Fault(testDescription: "no rate", words: "rate") { $0.set("rate", 0) },
      Fault(testDescription: "members below one", words: "members") { $0.set("members", 0) },
      Fault(testDescription: "too many members", words: "members") { $0.set("members", 257) },
      Fault(testDescription: "a member more", words: "'encoder.tokens.table'") {
        $0.set("members", 3)
        $0.tensors["more"] = NumberArray(
          shape: [4096], values: .single(Array(repeating: 0, count: 4096)))
      },
      Fault(testDescription: "a member less", words: "member1") { $0.set("members", 1) },
      Fault(testDescription: "a negative gap", words: "rule") {
        $0.settings["rule"] = ["smoothing": 0, "threshold": 0, "gap": -1, "takesEarliest": false]
      },
      Fault(testDescription: "endless smoothing", words: "rule") {
        $0.settings["rule"] = ["smoothing": 1e9, "threshold": 0, "gap": 1, "takesEarliest": false]
      },
      Fault(testDescription: "a look-ahead without end", words: "ahead") {
        $0.set("lookAhead", 1 << 40)
      },
      Fault(testDescription: "an extra tensor", words: "extra") {
        $0.tensors["extra"] = NumberArray(shape: [1], values: .single([0]))
      },
      Fault(testDescription: "an extra weight", words: "policy.more") {
        $0.tensors["member0.policy.more"] = NumberArray(shape: [1], values: .single([0]))
      },
      Fault(testDescription: "a weight missing", words: "policy.output.bias") {
        $0.tensors["member1.policy.output.bias"] = nil
      },
      Fault(testDescription: "no codebook", words: "codebook") {
        $0.tensors["inputs.codebook"] = nil
      },
      Fault(testDescription: "a flat codebook", words: "codebook") {
        $0.tensors["inputs.codebook"] = NumberArray(
          shape: [48], values: .single(Array(repeating: 0, count: 48)))
      },
      Fault(testDescription: "an empty codebook", words: "codebook") {
        $0.tensors["inputs.codebook"] = NumberArray(shape: [0, 48], values: .single([]))
      },
      Fault(testDescription: "more means than the table has", words: "do not fit") {
        $0.tensors["inputs.codebook"] = NumberArray(
          shape: [4, 48], values: .single(Array(repeating: 0, count: 192)))
      },
      Fault(testDescription: "a weight that is no number", words: "no finite number") {
        $0.tensors["member0.termination.bias"] = NumberArray(
          shape: [3], values: .single([0, .nan, 0]))
      },
      Fault(testDescription: "an infinite mean", words: "no finite number") {
        $0.tensors["inputs.codebook"] = NumberArray(
          shape: [3, 48], values: .single(Array(repeating: .infinity, count: 144)))
      },
      Fault(testDescription: "whole numbers for weights", words: "precision") {
        $0.tensors["member0.termination.bias"] = NumberArray(
          shape: [3], values: .whole([0, 0, 0]))
      },
      Fault(testDescription: "another vocabulary", words: "do not fit") {
        $0.tensors["inputs.vocabulary.identity"] = NumberArray(
          shape: [1, 1], values: .single([5]))
      },
      Fault(testDescription: "no choice at all", words: "vocabulary") {
        $0.tensors["inputs.vocabulary.identity"] = NumberArray(
          shape: [1, 1], values: .single([0]))
      },
      Fault(testDescription: "half a choice", words: "vocabulary") {
        $0.tensors["inputs.vocabulary.identity"] = NumberArray(
          shape: [1, 1], values: .single([2.5]))
      },
      Fault(testDescription: "two vocabularies", words: "combinations") {
        $0.tensors["inputs.vocabulary.combinations"] = NumberArray(
          shape: [4, 1], values: .single([0, 1, 2, 3]))
      },
      Fault(testDescription: "no vocabulary", words: "do not fit") {
        $0.tensors["inputs.vocabulary.identity"] = nil
      },
      Fault(testDescription: "events of another size", words: "events") {
        $0.tensors["events.lift"] = NumberArray(
          shape: [4, 3], values: .single(Array(repeating: 0, count: 12)))
      },
      Fault(testDescription: "an endless event", words: "settings") {
        $0.set("mixture.eventWeight", 1e300)
      },
      Fault(testDescription: "a rewarded hand-over", words: "hand-over") {
        $0.set("mixture.switchCost", -1)
      },
      Fault(testDescription: "spread with features", kind: .spread, words: "do not fit") {
        $0.set("spread.features", 1)
      },
      Fault(testDescription: "spread without moves", kind: .spread, words: "do not fit") {
        $0.set("moves", "none")
      },
      Fault(testDescription: "spread of other motion", kind: .spread, words: "do not fit") {
        $0.set("moves", "motion")
      },
      Fault(testDescription: "spread without horizons", kind: .spread, words: "horizons") {
        $0.set("spread.horizons", [Int]())
      },
      Fault(testDescription: "spread to the end of time", kind: .spread, words: "horizons") {
        $0.set("spread.horizons", [1, Int.max])
      },
      Fault(testDescription: "a wide memory", kind: .likelihoodRatio, words: "more numbers") {
        $0.set("action.width", 1 << 10)
        $0.set("action.hidden", 1)
        $0.tensors["more"] = NumberArray(
          shape: [1 << 14], values: .single(Array(repeating: 0, count: 1 << 14)))
      },
      Fault(testDescription: "an unknown memory", kind: .likelihoodRatio, words: "missing") {
        $0.set("action.memory", "paper")
      },
      Fault(testDescription: "a wide state space", kind: .likelihoodRatio, words: "more numbers") {
        $0.set("action.memory", "stateSpace")
        $0.set("action.width", 1 << 12)
        $0.set("action.hidden", 1)
      },
      Fault(testDescription: "a memory of another kind", kind: .action, words: "memory") {
        $0.set("action.memory", "stateSpace")
        $0.tensors["member0.more"] = NumberArray(
          shape: [4096], values: .single(Array(repeating: 0, count: 4096)))
      },
      Fault(testDescription: "a ratio over ages", kind: .likelihoodRatio, words: "window") {
        $0.set("action.window", 1000)
      },
      Fault(testDescription: "history without moves", words: "averages") {
        $0.set("seesHistory", true)
      },
      Fault(testDescription: "history of choices", words: "averages") {
        $0.set("seesHistory", true)
        $0.set("moves", "actions")
      },
      Fault(testDescription: "history of features", kind: .feature, words: "averages") {
        $0.set("seesHistory", true)
      },
      Fault(testDescription: "a threshold without end", words: "settings") {
        $0.settings["rule"] = [
          "smoothing": 0, "threshold": 1e300, "gap": 1, "takesEarliest": false,
        ]
      },
      Fault(testDescription: "patches for nothing", kind: .actionChange, words: "patches") {
        $0.set("grid", [200, 200])
        $0.tensors["inputs.codebook"] = NumberArray(
          shape: [1, 48], values: .single(Array(repeating: 0, count: 48)))
      },
      Fault(testDescription: "more patches than any", words: "grid") {
        $0.set("grid", [1024, 1024])
      },
      Fault(testDescription: "features of motion", kind: .feature, words: "do not fit") {
        $0.set("moves", "motion")
      },
      Fault(testDescription: "features without components", kind: .feature, words: "do not fit") {
        $0.tensors["inputs.features.directions"] = nil
      },
      Fault(testDescription: "components of other features", kind: .feature, words: "components") {
        $0.tensors["inputs.features.directions"] = NumberArray(
          shape: [67, 2], values: .single(Array(repeating: 0, count: 134)))
      },
      Fault(testDescription: "a scale of zero", kind: .feature, words: "components") {
        $0.tensors["inputs.features.scales"] = NumberArray(
          shape: [1, 68], values: .single(Array(repeating: 0, count: 68)))
      },
      Fault(testDescription: "features not from the next", kind: .feature, words: "horizons") {
        $0.set("feature.horizons", [2, 3])
      },
      Fault(testDescription: "features back in time", kind: .feature, words: "horizons") {
        $0.set("feature.horizons", [1, 3, 2])
      },
      Fault(testDescription: "features to the end of time", kind: .feature, words: "horizons") {
        $0.set("feature.horizons", [1, Int.max])
      },
      Fault(testDescription: "change of nothing", kind: .actionChange, words: "sees nothing") {
        $0.set("moves", "none")
      },
      Fault(testDescription: "change with weights", kind: .actionChange, words: "member0.w") {
        $0.tensors["member0.w"] = NumberArray(shape: [1], values: .single([0]))
      },
    ] + sizes

  /// Each size negative, zero, huge, and huge together with others.
  private static let sizes: [Fault] = {
    let mixture = [
      "positions", "vocabulary", "tokenWidth", "features", "codes", "hidden", "skills",
      "policyWidth", "initiationWidth",
    ]
    let values = [-1, Int.min, Int.max, 1 << 20, 1 << 32, 3_037_000_500, 7]
    var faults: [Fault] = []
    for name in mixture + ["all"] {
      for value in values {
        faults.append(
          Fault(testDescription: "\(name) \(value)", words: "") { parts in
            for other in mixture where name == other || name == "all" {
              parts.set("mixture.\(other)", value)
            }
          })
      }
    }
    for name in ["moves", "features", "width"] {
      for value in values {
        faults.append(
          Fault(testDescription: "spread \(name) \(value)", kind: .spread, words: "") {
            $0.set("spread.\(name)", value)
          })
      }
    }
    for name in ["columns", "width", "states"] {
      for value in values {
        faults.append(
          Fault(testDescription: "feature \(name) \(value)", kind: .feature, words: "") {
            $0.set("feature.\(name)", value)
          })
      }
    }
    return faults
  }()

  @Test(arguments: faults) func aHostileFileIsRefused(_ fault: Fault) throws {
    var parts = try ModelParts(SmallModel.make(fault.kind))
    _ = try read(try parts.bytes())
    fault.change(&parts)
    let bytes = try parts.bytes()
    let error = #expect(throws: ArrayFileError.self) { try read(bytes) }
    let text = "\(String(describing: error))"
    #expect(fault.words.isEmpty || text.contains(fault.words), "\(text)")
    #expect(error?.file == "m.safetensors")
  }

  @Test func thereAreFaults() { #expect(Self.faults.count > 120) }

  @Test(arguments: PredictorSettings.Kind.allCases)
  func aTruncatedFileIsRefused(kind: PredictorSettings.Kind) throws {
    let bytes = try SmallModel.make(kind).bytes(file: "m")
    for count in [0, 7, 8, 100, bytes.count / 2, bytes.count - 1] where count < bytes.count {
      #expect(throws: ArrayFileError.self, "\(count)") { try read(Array(bytes.prefix(count))) }
    }
    #expect(throws: ArrayFileError.self) { try read(bytes + [0]) }
  }

  @Test(arguments: [PredictorSettings.Kind.skillMixture, .spread, .likelihoodRatio, .feature])
  func aDamagedFileIsReadOrRefused(kind: PredictorSettings.Kind) throws {
    let whole = try SmallModel.make(kind).bytes(file: "m")
    let header =
      8 + whole.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    var (readable, refused) = (0, 0)
    for seed in UInt64(0)..<500 {
      var generator = SplitMix64(seed: seed)
      var bytes = whole
      // Most lies in the header, where it matters: digits become others, and bytes anything.
      for _ in 0...generator.next(below: 3) {
        let place = generator.next(below: seed % 3 == 0 ? bytes.count : header)
        let isDigit = (0x30...0x39).contains(bytes[place])
        bytes[place] = UInt8(
          isDigit ? 0x30 + generator.next(below: 10) : generator.next(below: 256))
      }
      do {
        let model = try read(bytes)
        readable += 1
        guard model.settings.kind == kind else { continue }
        let evidence = model.detector.predictor.evidence(SmallModel.series)
        #expect(evidence.count == 40, "seed \(seed)")
        _ = model.boundaries(SmallModel.series, lookAhead: model.settings.lookAhead)
      } catch is ArrayFileError {
        refused += 1
      }
    }
    #expect(readable > 5 && refused > 100 && readable + refused == 500, "\(readable), \(refused)")
  }
}
