/// Reads a PrefLib file line by line.
struct PrefLibReader {
  let type: PrefLib
  let file: String

  private var names: [Int: String] = [:]
  private var orders: [(line: Int, count: Double, places: [[Int]])] = []
  private var alternatives: (line: Int, count: Int)?
  private var voters: (line: Int, count: Double)?
  private var unique: (line: Int, count: Int)?
  private var isOld: Bool?
  private var hasSums = false

  init(type: PrefLib, file: String) { (self.type, self.file) = (type, file) }

  private func fault(_ line: Int, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read .\(type.rawValue)", place: line > 0 ? "line \(line)" : "",
      reason: reason, advice: "correct the file")
  }

  mutating func take(_ line: String, number: Int) throws(AnnotationError) {
    if line.isEmpty { return }
    if line.hasPrefix("#") {
      if isOld == true { throw fault(number, "a line of the head stands among the orders") }
      isOld = false
      return try head(line.dropFirst(), number)
    }
    if isOld == nil { isOld = true }
    if isOld == true, try takeOldHead(line, number) { return }
    try order(line, number)
  }

  /// `# KEY: value`; keys that say nothing of the orders are passed over.
  private mutating func head(_ line: Substring, _ number: Int) throws(AnnotationError) {
    guard let colon = line.firstIndex(of: ":") else { return }
    let key = line[..<colon].drop { $0 == " " }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    switch key {
    case "NUMBER ALTERNATIVES":
      guard let count = Int(value), (1...1_000_000).contains(count) else {
        throw fault(number, "\"\(value)\" should be the number of alternatives")
      }
      alternatives = (number, count)
    case "NUMBER VOTERS":
      guard let count = Double(value), count >= 0, count.isFinite else {
        throw fault(number, "\"\(value)\" should be the number of voters")
      }
      voters = (number, count)
    case "NUMBER UNIQUE ORDERS": unique = Int(value).map { (number, $0) }
    case "DATA TYPE":
      if let stated = PrefLib(rawValue: value.lowercased()), stated != type {
        throw fault(number, "the file calls itself .\(stated.rawValue)")
      }
    case _ where key.hasPrefix("ALTERNATIVE NAME "):
      guard let index = Int(key.dropFirst("ALTERNATIVE NAME ".count)) else {
        throw fault(number, "\"\(key)\" should end with a number")
      }
      try name(index, String(value), number)
    default: break
    }
  }

  /// The head before 2022: the number of alternatives, `number,name` for each, and the sums.
  private mutating func takeOldHead(_ line: String, _ number: Int) throws(AnnotationError) -> Bool {
    guard let known = alternatives?.count else {
      guard let count = Int(line), (1...1_000_000).contains(count) else {
        throw fault(number, "\"\(line)\" should be the number of alternatives")
      }
      alternatives = (number, count)
      return true
    }
    if names.count < known {
      guard let comma = line.firstIndex(of: ","), let index = Int(line[..<comma]) else {
        throw fault(number, "\"\(line)\" should be the number of an alternative and its name")
      }
      try name(index, String(line[line.index(after: comma)...].drop { $0 == " " }), number)
      return true
    }
    if hasSums { return false }
    let sums = line.split(separator: ",").map { Double($0.drop { $0 == " " }) }
    guard sums.count == 3, let count = sums[0], sums[2] != nil else {
      throw fault(number, "\"\(line)\" should be voters, their sum and unique orders")
    }
    voters = (number, count)
    hasSums = true
    return true
  }

  private mutating func name(
    _ index: Int, _ name: String, _ number: Int
  ) throws(AnnotationError) {
    if name.isEmpty { throw fault(number, "alternative \(index) has no name") }
    if names.updateValue(name, forKey: index) != nil {
      throw fault(number, "alternative \(index) is named twice")
    }
  }

  /// `count: 1,2,{3,4}`, and `count,1,2,{3,4}` as before 2022.
  private mutating func order(_ line: String, _ number: Int) throws(AnnotationError) {
    let separator: Character = isOld == true ? "," : ":"
    guard let end = line.firstIndex(of: separator) else {
      throw fault(number, "\"\(line)\" should be a count, \"\(separator)\" and an order")
    }
    guard let count = Double(line[..<end].filter { $0 != " " }), count > 0, count.isFinite else {
      throw fault(number, "\"\(line[..<end])\" should be how often the order was seen")
    }
    var cursor = OrderCursor(line[line.index(after: end)...].utf8)
    let places: [[Int]]
    do {
      places = try cursor.places()
    } catch {
      throw fault(number, error.reason)
    }
    if !type.allowsTies, places.contains(where: { $0.count > 1 }) {
      throw fault(number, "there is a tie, which .\(type.rawValue) does not allow")
    }
    orders.append((number, count, places))
  }

  func finish() throws(AnnotationError) -> PreferenceProfile {
    if orders.isEmpty { throw fault(0, "there is no order") }
    let numbers = names.keys.sorted()
    if let stated = alternatives, stated.count != names.count {
      throw fault(
        stated.line, "\(stated.count) alternatives are stated, but \(names.count) are named")
    }
    let place = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    var profile = PreferenceProfile(items: numbers.map { names[$0] ?? "" })
    var firsts: [String: Int] = [:]
    for (index, name) in zip(numbers, profile.items) {
      if let first = firsts.updateValue(index, forKey: name) {
        throw fault(0, "alternatives \(first) and \(index) are both called \"\(name)\"")
      }
    }
    for (line, count, places) in orders {
      var order = PreferenceProfile.Order(places: [], count: count, origin: "line \(line)")
      for items in places {
        var found: [Int] = []
        for item in items {
          guard let index = place[item] else {
            throw fault(line, "alternative \(item) is not among the named ones")
          }
          found.append(index)
        }
        order.places.append(found)
      }
      if type.isComplete, places.reduce(0, { $0 + $1.count }) < names.count {
        throw fault(line, "the order is not complete, which .\(type.rawValue) asks for")
      }
      profile.rankings.append(order)
    }
    let sum = orders.reduce(0) { $0 + $1.count }
    if let voters, (voters.count - sum).magnitude > 1e-6 * max(1, sum) {
      throw fault(
        voters.line,
        "\(voters.count.shortText) voters are stated, but the orders' counts add up "
          + "to \(sum.shortText)")
    }
    if let unique, unique.count > orders.count {
      throw fault(
        unique.line, "\(unique.count) unique orders are stated, but there are \(orders.count)")
    }
    return profile
  }
}
