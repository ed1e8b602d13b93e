internal import Frames

/// Reads the members of one JSON object and writes down what is wrong with them.
///
/// A missing or wrong member leaves a fault and a stand-in value, so that one pass finds every
/// fault; the caller uses the values only when no fault was found.
struct ObjectReader {
  let place: String
  private let members: [JSONMember]
  private(set) var faults: [DocumentFault] = []
  private var known: Set<String> = []

  init(_ value: JSONValue?, at place: String) {
    self.place = place
    members = value?.members ?? []
    if value == nil {
      faults.append(DocumentFault(place, "is missing"))
    } else if value?.members == nil {
      faults.append(DocumentFault(place, "should be an object"))
    }
  }

  /// Members that nobody asked for.
  var unknown: [JSONMember] { members.filter { !known.contains($0.key) } }

  func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  mutating func fault(_ key: String, _ reason: String) {
    // An object that is itself missing or wrong is one fault, not one for each of its members.
    if faults.first?.place == place, members.isEmpty { return }
    faults.append(DocumentFault(place(of: key), reason))
  }

  mutating func add(_ faults: [DocumentFault]) { self.faults += faults }

  /// The member as it stands; nil where it is absent or null.
  mutating func value(_ key: String) -> JSONValue? {
    known.insert(key)
    let value = members.first { $0.key == key }?.value
    return value == .null ? nil : value
  }

  /// A member that may be absent or null, but not of another type.
  mutating func optional<Value>(
    _ key: String, _ type: String, _ convert: (JSONValue) -> Value?
  ) -> Value? {
    guard let value = value(key) else { return nil }
    guard let converted = convert(value) else {
      fault(key, "should be \(type)")
      return nil
    }
    return converted
  }

  /// A member that must be there.
  mutating func required<Value>(
    _ key: String, _ type: String, standIn: Value, _ convert: (JSONValue) -> Value?
  ) -> Value {
    guard value(key) != nil else {
      fault(key, "is missing; it should be \(type)")
      return standIn
    }
    return optional(key, type, convert) ?? standIn
  }

  mutating func string(_ key: String) -> String {
    required(key, "a string", standIn: "") { $0.string }
  }

  mutating func string(_ key: String, default standard: String) -> String {
    optional(key, "a string") { $0.string } ?? standard
  }

  mutating func number(_ key: String) -> Double {
    required(key, "a number", standIn: 0) { $0.number }
  }

  mutating func count(_ key: String) -> Int {
    required(key, "a whole number of at least 0", standIn: 0, Self.count)
  }

  mutating func count(_ key: String, default standard: Int) -> Int {
    optional(key, "a whole number of at least 0", Self.count) ?? standard
  }

  mutating func optionalCount(_ key: String) -> Int? {
    optional(key, "a whole number of at least 0", Self.count)
  }

  mutating func rational(_ key: String, standIn: Rational = Rational(0, 1)) -> Rational {
    required(key, "a fraction such as \"30000/1001\"", standIn: standIn) {
      $0.string.flatMap { Rational($0) }
    }
  }

  /// No video has more frames than 32 bits count; larger numbers would only overflow later.
  private static func count(_ value: JSONValue) -> Int? {
    value.integer.flatMap { (0...Int(Int32.max)).contains($0) ? $0 : nil }
  }
}
