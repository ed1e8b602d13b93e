/// A question as a small program over the facts of one video.
///
/// Bindings find occurrences of actions one after the other; each may use those found before. The
/// last part asks something of what was found. Written down, a program is an S-expression:
///
/// ```
/// (let A (nth 2 (does "collect wood")))
/// (let B (nth 1 (does "eat a cow") (after A)))
/// (ask action (nth 1 (after B)))
/// ```
public struct Program: Sendable, Hashable {
  /// One occurrence that is found and named.
  public struct Binding: Sendable, Hashable {
    /// What later parts call it.
    public var name: String
    /// How it is found.
    public var selector: Selector
    /// Whether it is only part of a condition and not a step of its own.
    public var isInline: Bool
  }

  /// What is found before the question is asked.
  public var bindings: [Binding]
  /// What is asked.
  public var ask: Ask
}

/// Which occurrences are meant.
public struct Selector: Sendable, Hashable {
  /// The conditions, all of which hold.
  public var conditions: [Condition]
  /// Which of those that meet the conditions.
  public var pick: Pick
}

/// Which of several occurrences.
public enum Pick: Sendable, Hashable {
  /// Any of them.
  case any
  /// The n-th from the start, from 1.
  case nth(Int)
  /// The last.
  case last
  /// The one that takes longest, clearly.
  case longest
}

/// What may be demanded of an occurrence.
public enum Condition: Sendable, Hashable {
  /// It is this action.
  case does(String)
  /// It is done to this thing.
  case uses(String)
  /// It comes after the one that is bound to the name.
  case after(String)
  /// It comes before it.
  case before(String)
  /// It is the same action again as the one that is bound to the name.
  case same(String)
  /// It is done to the same thing as the one that is bound to the name, by another action.
  case sameThing(String)
  /// Its action is done exactly so often in the video.
  case times(Int)
  /// It is the n-th time that its action is done.
  case rank(Int)
  /// It takes longer than so many seconds.
  case longer(Int)
  /// It takes less than so many seconds.
  case shorter(Int)
  /// A trait has a value while it is done, such as the side on which its object is.
  case trait(String, String)
}

/// What is asked.
public enum Ask: Sendable, Hashable {
  /// Which action?
  case action(Selector)
  /// Done to what?
  case thing(Selector)
  /// How many of them?
  case count(Selector)
  /// How many seconds does the bound one take?
  case length(String)
  /// How many seconds pass from the end of the first to the start of the second?
  case gap(String, String)
  /// In which order do the bound ones come?
  case order([String])
  /// Which values has a trait at the bound ones, in the order of the names?
  case traits(String, [String])
}

/// What an answer is.
public enum Answer: Sendable, Hashable {
  /// An action, a thing or another word.
  case word(String)
  /// A number of times.
  case number(Int)
  /// A length in microseconds.
  case length(Int64)
  /// Words in order.
  case sequence([String])
}
