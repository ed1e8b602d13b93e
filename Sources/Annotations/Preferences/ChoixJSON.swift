/// The JSON of choix's test cases: `{"n_items": 3, "data": [[0, 1, 2], …]}`.
///
/// Items are numbers from 0. A list of numbers is a ranking, best first, of which two items are a
/// compared pair; `[winner, [losers]]` is a choice, which says nothing of the order of the losers.
enum ChoixJSON {
  /// Reads the rankings; nil where the value has another shape.
  ///
  /// A fault names the place.
  static func read(
    _ json: JSONValue, file: String
  ) throws(AnnotationError) -> PreferenceProfile? {
    guard let items = json["n_items"], let data = json["data"]?.array else { return nil }
    guard let count = items.integer, count > 0, count <= 10_000_000 else {
      throw fault(file, "n_items", "a number of items should stand here")
    }
    var profile = PreferenceProfile(items: (0..<count).map(String.init))
    profile.rankings.reserveCapacity(data.count)
    for (index, value) in data.enumerated() {
      let place = "data[\(index)]"
      guard let entries = value.array, entries.count >= 2 else {
        throw fault(file, place, "a list of two items or more should stand here")
      }
      var order = PreferenceProfile.Order(places: [], origin: place)
      if entries.count == 2, let losers = entries[1].array {
        order.places = [[try item(entries[0], of: count, file, place)]]
        for loser in losers { order.rest.append(try item(loser, of: count, file, place)) }
      } else {
        for entry in entries { order.places.append([try item(entry, of: count, file, place)]) }
      }
      let named = order.places.joined() + order.rest
      if Set(named).count < named.count {
        throw fault(file, place, "an item stands twice in one ranking")
      }
      profile.rankings.append(order)
    }
    return profile
  }

  private static func item(
    _ value: JSONValue, of count: Int, _ file: String, _ place: String
  ) throws(AnnotationError) -> Int {
    guard let item = value.integer, (0..<count).contains(item) else {
      throw fault(file, place, "an item's number, 0 to \(count - 1), should stand here")
    }
    return item
  }

  private static func fault(_ file: String, _ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the rankings", place: place, reason: reason,
      advice: "give choix's lists of item numbers, the best first")
  }
}

extension PreferenceProfile {
  /// Reads the JSON of choix's test cases; nil where the value has another shape.
  ///
  /// - Throws: `AnnotationError` with the place of the first fault.
  public init?(choix json: JSONValue, file: String) throws(AnnotationError) {
    guard let profile = try ChoixJSON.read(json, file: file) else { return nil }
    self = profile
  }
}
