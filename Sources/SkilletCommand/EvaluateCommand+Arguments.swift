public import Annotations
public import ArgumentParser
public import Evaluation

extension BoundaryTruth.Level: ExpressibleByArgument {}
extension BoundaryKind: ExpressibleByArgument {}
extension BoundaryMatching.Rule: ExpressibleByArgument {}

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
