internal import ArgumentParser
internal import Foundation
internal import Skillet

/// A predictor by its name, or a model by its file.
enum PredictorArgument: ExpressibleByArgument, CustomStringConvertible {
  case named(SegmentSettings.Predictor)
  case file(String)

  init?(argument: String) {
    if let name = SegmentSettings.Predictor(rawValue: argument) {
      self = .named(name)
    } else if argument.contains("/") || argument.contains(".")
      || FileManager.default.fileExists(atPath: argument)
    {
      self = .file(argument)
    } else {
      return nil
    }
  }

  var description: String {
    switch self {
    case .named(let name): name.rawValue
    case .file(let path): path
    }
  }
}
