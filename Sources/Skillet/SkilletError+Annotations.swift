internal import Annotations
internal import Evaluation

extension SkilletError {
  /// A document that cannot be read or written is bad data.
  init(_ error: AnnotationError) { self.init(.badData, error.description) }

  /// A figure that cannot be computed is bad data.
  init(_ error: EvaluationError) { self.init(.badData, error.description) }
}
