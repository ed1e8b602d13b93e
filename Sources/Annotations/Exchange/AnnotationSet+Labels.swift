extension AnnotationSet {
  /// A loss of the text of labels, where one has what the format cannot hold.
  func labelLoss(_ text: String, where isLost: (String) -> Bool) -> [Loss] {
    let lost = videos.contains { video in
      video.tiers.contains { $0.spans.contains { $0.label.map(isLost) ?? false } }
    }
    return lost ? [Loss(.text, text)] : []
  }

  /// Every label once, in the order in which they are met.
  public var labels: [String] {
    var (labels, seen) = ([String](), Set<String>())
    for video in videos {
      for tier in video.tiers {
        for label in tier.spans.compactMap(\.label) where seen.insert(label).inserted {
          labels.append(label)
        }
      }
    }
    return labels
  }
}

extension String {
  /// The text on one line: every run of line breaks and control characters becomes one blank, blanks
  /// at both ends are cut off.
  var asOneLine: String {
    var (line, isInRun) = (String.UnicodeScalarView(), false)
    for scalar in unicodeScalars {
      let category = scalar.properties.generalCategory
      let breaks =
        category == .control || category == .lineSeparator || category == .paragraphSeparator
      if !breaks { line.append(scalar) } else if !isInRun { line.append(" ") }
      isInRun = breaks
    }
    var text = Substring(String(line))
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
