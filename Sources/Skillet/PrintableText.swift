extension String {
  /// The text on one line and safe for a terminal: control characters, which the name of a file may
  /// hold, are written as `\n` or `\u{1B}`.
  public var printable: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch (scalar.properties.generalCategory, scalar.value) {
      // The last two ranges reorder what stands beside them.
      case (.control, _), (.lineSeparator, _), (.paragraphSeparator, _), (_, 0x202A...0x202E),
        (_, 0x2066...0x2069):
        text += scalar.escaped(asASCII: true).unicodeScalars
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
