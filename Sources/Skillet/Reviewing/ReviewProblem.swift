public import Annotations

/// Why something that was asked of a review cannot be done, in words for the person who asked.
public enum ReviewProblem: Error, Sendable, Hashable {
  /// There is no such video or document.
  case notFound(String)
  /// What was asked makes no sense.
  case invalid(String)
  /// The document is not in a state for it.
  case unavailable(String)
  /// It touches what others did since.
  case conflicts([ReviewConflict])
  /// The disk did not take it; nothing was acknowledged.
  case cannotWrite(String)

  init(_ refusal: ReviewRefusal) {
    switch refusal {
    case .fault(let fault): self = .invalid(fault.description)
    case .conflicts(let conflicts): self = .conflicts(conflicts)
    }
  }
}
