/// Reads the header in which a browser sends its cookies.
enum CookieHeader {
  /// The value of a cookie; the first where several have the name, nil where none has.
  static func value(of name: String, in header: String) -> String? {
    for part in header.split(separator: ";", omittingEmptySubsequences: true) {
      let pair = part.drop { $0 == " " || $0 == "\t" }
      guard let sign = pair.firstIndex(of: "="), pair[..<sign] == name else { continue }
      var value = pair[pair.index(after: sign)...]
      while value.last == " " || value.last == "\t" { value = value.dropLast() }
      if value.count >= 2, value.first == "\"", value.last == "\"" {
        value = value.dropFirst().dropLast()
      }
      return String(value)
    }
    return nil
  }
}
