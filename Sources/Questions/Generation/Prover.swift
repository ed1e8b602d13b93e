internal import Annotations

/// What is shown of a draft before it becomes a question.
struct Proof: Sendable {
  /// The answers that come in when a part is left open, by step.
  var opened: [(step: Int, answers: Set<Answer>)]
  /// The shortest stretch that shows something of every step, in seconds.
  var certificate: Double
  /// The share of the video from the first evidence to the last.
  var spread: Double
}

/// Why a draft is no question.
enum Rejection: String, Error, Sendable, CaseIterable {
  case noPlan = "no such sequence of steps fits the video's facts"
  case ambiguous = "the annotation does not decide which occurrence is meant"
  case severalAnswers = "there is more than one answer, or none"
  case superfluous = "a condition is superfluous"
  case oneWindow = "one short window of the video is enough to answer"
  case narrow = "the evidence lies too close together"
  case fewChoices = "there are not four wrong choices of the answer's type in the video"
  case leak = "the text names the answer"
  case unreadable = "a label is too long or cannot be worded"
  case duplicate = "it is all but the same as another question"
  case quota = "the video already has its number of questions"
  case blind = "a rule that never sees the video could answer it"
}

/// Shows that a draft has one answer and needs every one of its parts and more than one window.
struct Prover {
  let timeline: Timeline
  let window: Double

  func prove(_ draft: Draft) throws(Rejection) -> Proof {
    for certainty in [Certainty.generous, .strict] {
      var solver = Solver(timeline: timeline, program: draft.program, certainty: certainty)
      solver.limit = 2
      guard let answers = solver.answers() else { throw .ambiguous }
      guard answers == [draft.answer] else { throw .severalAnswers }
    }
    let certificate = Self.certificate(draft.steps.map { $0.seen.map { ($0.start, $0.end) } })
    guard certificate > window else { throw .oneWindow }
    var opened: [(step: Int, answers: Set<Answer>)] = []
    for (index, step) in draft.steps.enumerated() {
      for part in step.parts + (step.whole.map { [$0] } ?? []) {
        // What comes in must surely meet the rest, whatever the ends of the annotation may be.
        var solver = Solver(
          timeline: timeline, program: draft.program, certainty: .strict)
        solver.open = [part]
        guard var answers = solver.answers() else { throw .ambiguous }
        answers.remove(draft.answer)
        if answers.isEmpty { throw .superfluous }
        opened.append((index, answers))
      }
    }
    let evidence = draft.steps.flatMap(\.evidence)
    let first = evidence.map(\.start).min() ?? 0
    let last = evidence.map(\.end).max() ?? 0
    let whole = Double(max(1, timeline.video.durationMicroseconds))
    return Proof(
      opened: opened, certificate: certificate, spread: min(1, Double(last - first) / whole))
  }

  /// The shortest stretch, in seconds, that touches at least one interval of every list.
  ///
  /// A step of which a window shows nothing was not worked out; leaving it open lets other choices
  /// in, and leaving more open lets no choice out. So no window shorter than this is enough.
  static func certificate(_ steps: [[(start: Int64, end: Int64)]]) -> Double {
    guard !steps.isEmpty, steps.allSatisfy({ !$0.isEmpty }) else { return 0 }
    // A stretch that cannot be shortened begins just before the end of an interval.
    var best = Int64.max
    for begin in steps.flatMap({ $0.map(\.end) }) {
      var end = begin
      var isComplete = true
      for intervals in steps {
        guard let next = intervals.filter({ $0.end >= begin }).map(\.start).min() else {
          isComplete = false
          break
        }
        end = max(end, next)
      }
      if isComplete { best = min(best, end - begin) }
    }
    return best == .max ? 0 : Double(best) / 1e6
  }
}
