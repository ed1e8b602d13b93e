internal import Batches

extension SkilletError {
  /// A fault of a batch as a fault of the run.
  init(_ error: BatchError) {
    let code: Code =
      switch error.kind {
      case .usage: .usage
      case .badData: .badData
      case .noInput: .noInput
      case .cannotWrite: .cannotWrite
      case .failed: .failed
      }
    self.init(code, error.description)
  }

  /// Does something whose faults are a batch's.
  static func translating<Result>(
    _ body: () throws(BatchError) -> Result
  ) throws(SkilletError) -> Result {
    do throws(BatchError) {
      return try body()
    } catch {
      throw SkilletError(error)
    }
  }
}
