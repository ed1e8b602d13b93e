public import Annotations
public import ArgumentParser
public import Batches
public import Evaluation
public import Skillet

// How values of the library are written on the command line.

extension SegmentSettings.Predictor: ExpressibleByArgument {}
extension SegmentSettings.Sensitivity: ExpressibleByArgument {}
extension FeatureSeries.Format: ExpressibleByArgument {}
extension BoundaryKind: ExpressibleByArgument {}
extension ExternalEvents.Use: ExpressibleByArgument {}
extension PredictorSettings.Kind: ExpressibleByArgument {}
extension PredictorTraining.Memory: ExpressibleByArgument {}
extension SplitUnit: ExpressibleByArgument {}
extension RatingEvaluation.Sets: ExpressibleByArgument {}
extension QuestionExport: ExpressibleByArgument {}
extension BoundaryMatching.Rule: ExpressibleByArgument {}
extension RatingMethod.Kind: ExpressibleByArgument {}
extension RatingMethod.Ties: ExpressibleByArgument {}
extension RatingMethod.Scale: ExpressibleByArgument {}
extension TournamentExport.Format: ExpressibleByArgument {}
extension StepOrders.Repeats: ExpressibleByArgument {}
extension StepOrders.Unranked: ExpressibleByArgument {}
extension PrecedenceProtocol.Level: ExpressibleByArgument {}
extension StepGraphDocument.Format: ExpressibleByArgument {}
extension StepGraphSettings.Source: ExpressibleByArgument {}
extension StepMethod: ExpressibleByArgument {}
extension StepPredictionReport.Cluster: ExpressibleByArgument {}
extension OrderingSettings.Encoder: ExpressibleByArgument {}
extension OrderingTraining.Head: ExpressibleByArgument {}
extension OrderingTraining.Loss: ExpressibleByArgument {}
extension OrderingTraining.Jitter: ExpressibleByArgument {}

extension Shard: ExpressibleByArgument {
  /// Reads `0/8`.
  public init?(argument: String) { self.init(argument) }
}

extension BoundaryTruth.Level: ExpressibleByArgument {
  /// Reads `skill`, `stage` or `stage3`; `skills` and `stages` as well.
  public init?(argument: String) {
    switch argument {
    case "skills": self = .skills
    case "stages": self = .stages
    default: self.init(rawValue: argument)
    }
  }
}

extension TimeExpression: ExpressibleByArgument {
  /// Reads a time as the command line writes it.
  public init?(argument: String) {
    guard let time = try? TimeExpression(argument) else { return nil }
    self = time
  }
}

extension SegmentSettings.Threshold: ExpressibleByArgument {
  /// Reads `3sigma`, `18nats` or `98%`.
  public init?(argument: String) {
    func number(_ suffix: String) -> Double? {
      guard argument.hasSuffix(suffix), let value = Double(argument.dropLast(suffix.count)),
        value.isFinite, value >= 0
      else { return nil }
      return value
    }
    if let value = number("sigma") {
      self = .sigma(value)
    } else if let value = number("nats") {
      self = .nats(value)
    } else if let value = number("%"), value <= 100 {
      self = .percent(value)
    } else {
      return nil
    }
  }
}

/// A comma-separated list of formats.
struct FormatList: ExpressibleByArgument {
  var formats: [SegmentFormat]

  init(formats: [SegmentFormat]) { self.formats = formats }

  init?(argument: String) {
    var formats: [SegmentFormat] = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = SegmentFormat(rawValue: String(name)) else { return nil }
      if !formats.contains(format) { formats.append(format) }
    }
    self.formats = formats
  }

  var defaultValueDescription: String { "none" }
}

extension SegmentFormat {
  /// The names of all formats, for help texts.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension BoundaryProtocol.Tolerance {
  /// Reads `5` (frames) or any form of a time.
  init(argument: String) throws {
    do {
      let time = try TimeExpression(argument)
      if case .frames(let frames) = time {
        self = .frames(Double(frames))
      } else {
        self = .seconds(time.seconds(frameRate: nil) ?? 0)
      }
    } catch {
      throw ValidationError(error.description)
    }
  }
}
