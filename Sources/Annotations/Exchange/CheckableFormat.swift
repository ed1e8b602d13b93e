/// A format whose reader can go on behind a fault, so that `skillet validate` shows them all.
public protocol CheckableFormat: AnnotationFormat {
  /// Reads a file; leaves out each entry that is at fault and writes its fault down. Throws where
  /// nothing can be read behind the fault.
  static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet
}

extension CheckableFormat {
  /// Reads a file; throws its first fault, with its place.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var log = FaultLog()
    let set = try parse(source, context: context, log: &log)
    if let first = log.faults.first { throw first }
    return set
  }

  /// Every fault of the file, in its order.
  public static func faults(
    of source: AnnotationSource, context: ReadingContext
  ) -> [AnnotationError] {
    var log = FaultLog()
    do {
      _ = try parse(source, context: context, log: &log)
    } catch {
      log.add(error)
    }
    return log.faults
  }
}

/// The faults of a file, as far as a person can look through them.
public struct FaultLog: Sendable {
  /// How many are kept: a file with more has one cause.
  public static let limit = 1000

  /// The faults in the order in which they were met.
  public private(set) var faults: [AnnotationError] = []

  /// None.
  public init() {}

  /// Keeps a fault.
  public mutating func add(_ fault: AnnotationError) {
    if faults.count < Self.limit { faults.append(fault) }
  }
}
