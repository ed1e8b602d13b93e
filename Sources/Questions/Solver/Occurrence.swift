/// One time that an action is done: a fact, or several that follow each other without a break.
struct Occurrence: Sendable, Hashable {
  /// Its place among the video's occurrences by start.
  var index: Int
  /// What is done.
  var label: String
  /// To what, where the facts say it.
  var thing: String?
  /// The first moment, in microseconds.
  var start: Int64
  /// The first moment after it, in microseconds.
  var end: Int64
  /// The frames, where the source counts them.
  var frames: Range<Int>?
  /// By how much the ends may be wrong, in microseconds.
  var uncertainty: Int64
  /// The facts.
  var facts: [String]
  /// When each of the facts holds, in microseconds.
  var spans: [Range<Int64>]
  /// Which time it is that this action is done, from 1.
  var rank = 1
  /// What else holds while it is done, by trait.
  var traits: [String: String] = [:]
  /// Facts that say the traits, by trait.
  var traitFacts: [String: String] = [:]

  var length: Int64 { end - start }
}
