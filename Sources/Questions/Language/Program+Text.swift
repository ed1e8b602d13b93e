extension Program: CustomStringConvertible {
  /// The program as an S-expression a line.
  public var description: String {
    let lines = bindings.map { binding in
      "(\(binding.isInline ? "where" : "let") \(binding.name) \(binding.selector))"
    }
    return (lines + ["(ask \(ask))"]).joined(separator: "\n")
  }
}

extension Selector: CustomStringConvertible {
  /// `(nth 2 (does "cut tomato") (after A))`.
  public var description: String {
    let head: String =
      switch pick {
      case .any: "any"
      case .nth(let n): "nth \(n)"
      case .last: "last"
      case .longest: "longest"
      }
    return "(" + ([head] + conditions.map(\.description)).joined(separator: " ") + ")"
  }
}

extension Condition: CustomStringConvertible {
  /// `(does "cut tomato")`.
  public var description: String {
    switch self {
    case .does(let label): "(does \(label.quoted))"
    case .uses(let thing): "(uses \(thing.quoted))"
    case .after(let name): "(after \(name))"
    case .before(let name): "(before \(name))"
    case .same(let name): "(same \(name))"
    case .sameThing(let name): "(same-thing \(name))"
    case .times(let n): "(times \(n))"
    case .rank(let n): "(rank \(n))"
    case .longer(let seconds): "(longer \(seconds))"
    case .shorter(let seconds): "(shorter \(seconds))"
    case .trait(let key, let value): "(trait \(key.quoted) \(value.quoted))"
    }
  }
}

extension Ask: CustomStringConvertible {
  /// `action (nth 1 (after B))`.
  public var description: String {
    switch self {
    case .action(let selector): "action \(selector)"
    case .thing(let selector): "thing \(selector)"
    case .count(let selector): "count \(selector)"
    case .length(let name): "length \(name)"
    case .gap(let first, let second): "gap \(first) \(second)"
    case .order(let names): "order \(names.joined(separator: " "))"
    case .traits(let key, let names): "traits \(key.quoted) \(names.joined(separator: " "))"
    }
  }
}

extension String {
  /// The text in double quotes, quotes and backslashes escaped.
  var quoted: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
