extension String {
  /// The text as one field of CSV: in quotes where it needs them.
  public var csvField: String {
    guard contains(where: { ",\"\n\r\r\n".contains($0) }) else { return self }
    return "\"" + replacing("\"", with: "\"\"") + "\""
  }
}
