import Features
import Foundation
import LinearAlgebra
import Segmentation
import Skillet

/// How fast the shipped models decide, their inputs in hand, on one core.
///
/// Rows are made (random tokens, codes and moves of the model's own sizes): what a row costs does not
/// depend on what is in it. Prints the processor's time, which other work on the machine changes
/// little, the best of five; *whole* is the whole series at once, *streaming* each row decided with
/// the model's look-ahead.
enum ShippedModels {
  private static let rows = 20_000

  static func measure(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Assessors and readers of actions lie there too, and cut nothing.
    let files = names.filter {
      $0.hasSuffix(".safetensors") && !$0.contains("assessor") && !$0.contains("inverse-dynamics")
    }.sorted()
    if files.isEmpty { print("no models in \(folder)") }
    print("| model | members | whole: rows a second | us a row | streaming | us a row |")
    print("|---|---|---|---|---|---|")
    for file in files {
      do {
        let model = try PredictorModel(path: "\(folder)/\(file)")
        let series = made(for: model)
        let whole = cost { model.boundaries(series).boundaries.count }
        let lookAhead = model.settings.lookAhead
        let stream = cost { model.boundaries(series, lookAhead: lookAhead).boundaries.count }
        print(
          "| \(file.dropLast(".safetensors".count)) | \(model.settings.members) | \(rate(whole)) "
            + "| \(tenths(whole)) | \(rate(stream)), \(lookAhead) rows ahead | \(tenths(stream)) |")
      } catch {
        print("| \(file): \(error) |")
      }
    }
  }

  private static func made(for model: PredictorModel) -> DemonstrationSeries {
    var generator = SplitMix64(seed: 1)
    let inputs = model.inputs
    let positions = inputs.codebook?.grid.count ?? 0
    let width =
      inputs.components?.directions.columns ?? inputs.moveWidth ?? inputs.vocabulary?.width ?? 4
    let moves =
      inputs.moves == .none
      ? Matrix(rows: rows, columns: 0)
      : Matrix(rows: rows, columns: width, values: generator.normals(rows * width))
    let codes = inputs.vocabulary?.count ?? inputs.latent?.vocabulary.count ?? 0
    let vocabulary = inputs.codebook?.centroids.rows ?? 1
    return DemonstrationSeries(
      tokens: (0..<rows * positions).map { _ in UInt16(generator.next(below: vocabulary)) },
      positions: positions,
      changes: (0..<rows * positions).map { _ in generator.next(below: 10) == 0 ? 1 : 0 },
      features: inputs.seesHistory ? ActionHistory.rows(numbers: moves.values, width: width) : nil,
      codes: (0..<rows).map { _ in codes > 0 ? Int32(generator.next(below: codes)) : -1 },
      moves: moves)
  }

  /// Seconds of the processor a row.
  private static func cost(_ work: () -> Int) -> Double {
    var best = Double.infinity
    var check = 0
    for _ in 0..<5 {
      let start = processorSeconds
      check += work()
      best = min(best, processorSeconds - start)
    }
    precondition(check >= 0)
    return best / Double(rows)
  }

  private static var processorSeconds: Double {
    var now = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  private static func rate(_ cost: Double) -> Int { Int((1 / cost / 100).rounded()) * 100 }

  private static func tenths(_ cost: Double) -> Double { (cost * 1e7).rounded() / 10 }
}
