internal import Hummingbird
internal import Skillet

extension ReviewQuery {
  /// Reads the filters of an address; throws a 400 for one that is no such thing.
  init(_ request: Request) throws(RequestFault) {
    self.init()
    let parameters = request.uri.queryParameters
    func text(_ name: String) -> String? {
      parameters.get(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    func number(_ name: String) throws(RequestFault) -> Double? {
      guard let text = text(name) else { return nil }
      guard let value = Double(text), value.isFinite, value >= 0, value < 1e12 else {
        throw RequestFault(.badRequest, "\(name) should be a number of at least 0")
      }
      return value
    }
    func choice(_ name: String) throws(RequestFault) -> Bool? {
      switch text(name) {
      case nil: return nil
      case "yes", "1", "true": return true
      case "no", "0", "false": return false
      default: throw RequestFault(.badRequest, "\(name) should be yes or no")
      }
    }
    func bounds(_ low: String, _ high: String) throws(RequestFault) -> ClosedRange<Double>? {
      let (from, to) = (try number(low), try number(high))
      if from == nil, to == nil { return nil }
      guard (from ?? 0) <= (to ?? 1e12) else {
        throw RequestFault(.badRequest, "\(low) should not be above \(high)")
      }
      return (from ?? 0)...(to ?? 1e12)
    }
    search = text("search") ?? ""
    guard search.utf8.count <= 400 else {
      throw RequestFault(.badRequest, "search has 400 bytes at most")
    }
    seconds = try bounds("minSeconds", "maxSeconds")
    segments = try bounds("minSegments", "maxSegments").map {
      Int($0.lowerBound)...Int($0.upperBound)
    }
    (warnings, reviewed) = (try choice("warnings"), try choice("reviewed"))
    if let name = text("sort") {
      guard let order = Sort(rawValue: name) else {
        throw RequestFault(
          .badRequest,
          "sort should be one of \(Sort.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      sort = order
    }
    isDescending = try choice("descending") ?? false
    offset = Int(try number("offset") ?? 0)
    limit = min(1000, Int(try number("limit") ?? 100))
  }
}
