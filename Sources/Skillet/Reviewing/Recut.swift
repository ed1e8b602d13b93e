internal import Annotations
internal import Foundation
internal import Frames
internal import Segmentation

/// A document cut again from its stored signal, by the rule that it was cut by, at another setting.
///
/// The rule is known where it finds the document's own boundaries at the document's own setting;
/// boundaries that it does not find, but that the signal marks, came from events and stay. Nothing is
/// decoded. (The signal has six digits: scores closer than that to a threshold are taken for it.)
struct Recut {
  private let stored: StoredScores
  private let rule: Rule
  /// Rows at which something outside the scores cut.
  private let events: [Int]
  /// The setting that the document was cut by.
  let own: Double

  /// How scores become boundaries.
  private enum Rule {
    /// Of a predictor without a model; with the longest length or not.
    case decision(BoundaryDecision, limits: Bool)
    /// Of a model: peaks of smoothed evidence.
    case peaks(PeakRule, count: Int?)
  }

  /// Finds the rule of a document.
  ///
  /// - Throws: where no rule finds its boundaries.
  init(_ signal: ReviewSignal?, _ document: SegmentsDocument) throws(ReviewProblem) {
    guard let signal else {
      throw .unavailable(
        "no signal is stored beside the document; `skillet segment` and `skillet annotate --signals` "
          + "write it")
    }
    guard let stored = StoredScores(signal, document) else {
      throw .unavailable("the stored signal has no score for some frames")
    }
    self.stored = stored
    let truth = document.segments.dropFirst().map(\.start.index)
    for (rule, own) in Self.candidates(stored) {
      for events in Self.possibleEvents(rule, stored, truth, own) {
        let found = Self.boundaries(rule, stored, events, at: nil)
        if Self.starts(found, stored) == truth {
          (self.rule, self.own, self.events) = (rule, own, events)
          return
        }
      }
    }
    throw .unavailable(
      "the rule of \"\(document.method.predictor)\" does not find this document's own boundaries in "
        + "the stored signal, so it cannot be cut again from it; cut the video again")
  }

  /// The rules that a document may have been cut by, with its setting, the likeliest first.
  private static func candidates(_ stored: StoredScores) -> [(Rule, own: Double)] {
    let method = stored.document.method
    let value = method.threshold.value
    let stated = Double(stored.threshold ?? 0)
    let count = method.threshold.kind == "count" ? Int(exactly: value) : nil
    guard let predictor = SegmentSettings.Predictor(rawValue: method.predictor) else {
      let gap = max(0, Int((method.minLength * method.sampleRate).rounded()))
      let own = count == nil ? value : stated
      return [false, true].map { earliest in
        (
          .peaks(
            PeakRule(smoothing: 0, threshold: Float(own), gap: gap, takesEarliest: earliest),
            count: count), own
        )
      }
    }
    var own = value
    let threshold: SegmentSettings.Threshold
    switch method.threshold.kind {
    case "nats": threshold = .nats(value)
    case "sigma": threshold = .sigma(value)
    default:
      // A quantile or a number came to a threshold, which the signal states.
      (threshold, own) = (.sigma(stated), stated)
    }
    var decision = BoundaryDecision(
      predictor: predictor, threshold: threshold, count: count, minLength: method.minLength,
      maxLength: method.maxLength)
    if method.threshold.kind == "percent", predictor == .onlinePredictor {
      // Its quantile is one threshold for all; its sigmas are not.
      decision.predictor = .change
    }
    let limits = count == nil ? [true] : [false, true]
    return limits.map { (.decision(decision, limits: $0), own) }
  }

  /// No events; or those that the document has beyond what the rule finds.
  private static func possibleEvents(
    _ rule: Rule, _ stored: StoredScores, _ truth: [Int], _ own: Double
  ) -> [[Int]] {
    let found = Set(starts(boundaries(rule, stored, [], at: nil), stored))
    let further = truth.filter { !found.contains($0) }
    let rows = further.map { stored.row(ofStart: $0) }
    return further.isEmpty ? [[]] : [[], rows]
  }

  private static func starts(_ found: [Boundary], _ stored: StoredScores) -> [Int] {
    var starts: [Int] = []
    let frames = stored.document.video.frames
    for boundary in found {
      let start = stored.start(ofRow: boundary.sample)
      if start > starts.last ?? 0, start < frames { starts.append(start) }
    }
    return starts
  }

  /// The boundaries at a setting; nil for the document's own.
  private static func boundaries(
    _ rule: Rule, _ stored: StoredScores, _ events: [Int], at setting: Double?
  ) -> [Boundary] {
    let document = stored.document
    var result = SegmenterResult(
      frames: stored.frames, framesSinceSharpest: [], scores: stored.scores)
    switch rule {
    case .decision(var decision, let limits):
      if let setting {
        decision.count = nil
        if case .nats = decision.threshold {
          decision.threshold = .nats(setting)
        } else {
          decision.threshold = .sigma(setting)
        }
      }
      decision.decide(&result, stored.times, shots: stored.shots)
      force(events, &result, document.method.minLength)
      if limits || setting != nil, let first = document.segments.first,
        let last = document.segments.last
      {
        LengthLimit(
          minLength: decision.minLength, maxLength: decision.maxLength,
          extent: first.start.seconds..<max(first.start.seconds, last.end.seconds)
        ).apply(to: &result, stored.times)
      }
    case .peaks(var peaks, let count):
      if let setting { peaks.threshold = Float(setting) }
      let rows =
        setting == nil && count != nil
        ? peaks.peaks(stored.scores, count: count ?? 0) : peaks.peaks(stored.scores)
      result.boundaries = rows.map {
        Boundary(sample: $0, score: stored.scores[$0], kind: .skill)
      }
      force(events, &result, document.method.minLength)
    }
    return result.boundaries

    func force(_ rows: [Int], _ result: inout SegmenterResult, _ minLength: Double) {
      let rate = max(document.video.averageFrameRate.quotient, 1e-3)
      ExternalEvents(frames: rows.map { Int(stored.frames[$0]) }).cut(
        &result, gap: Int((minLength * rate).rounded()))
    }
  }
}

extension Recut {
  /// The boundaries at a sensitivity of 0...100, of which 50 is the document's own setting.
  ///
  /// A threshold that is above zero is halved by every 25 more; one that may be of any sign goes from
  /// the highest score at 0 to the lowest at 100.
  func boundaries(sensitivity: Double) -> (threshold: Double, boundaries: [Int]) {
    if sensitivity == 50 { return (own, starts(at: nil)) }
    let threshold: Double
    if case .decision = rule, own > 0 {
      threshold = own * exp2((50 - sensitivity) / 25)
    } else {
      let high = Double(stored.scores.max() ?? 0)
      let low = Double(stored.scores.min() ?? 0)
      threshold =
        sensitivity < 50
        ? own + (50 - sensitivity) / 50 * max(0, high - own)
        : own - (sensitivity - 50) / 50 * max(0, own - low)
    }
    return (threshold, starts(at: threshold))
  }

  /// The boundaries at a threshold in the rule's own unit.
  func boundaries(threshold: Double) -> (sensitivity: Double, boundaries: [Int]) {
    if case .decision = rule, own > 0, threshold > 0 {
      return (min(100, max(0, 50 - 25 * log2(threshold / own))), starts(at: threshold))
    }
    return (50, starts(at: threshold))
  }

  private func starts(at setting: Double?) -> [Int] {
    Self.starts(Self.boundaries(rule, stored, events, at: setting), stored)
  }
}
