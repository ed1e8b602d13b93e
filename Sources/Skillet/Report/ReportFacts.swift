internal import Annotations
internal import Frames

/// The facts of the video, the method and the cut, in words.
enum ReportFacts {
  typealias Fact = ReportPage.Fact

  static func video(_ video: VideoInfo) -> [Fact] {
    var facts = [
      Fact("Path", video.path),
      Fact("Picture", picture(video)),
      Fact("Rotation", turn(video.rotation)),
      Fact("Duration", ReportNotation.clock(video.duration)),
      Fact("Frames shown", ReportNotation.count(video.frames)),
      Fact("In the header", video.framesInHeader.map(ReportNotation.count) ?? "not stated"),
      Fact("Rate", rate(video)),
      Fact("Time base", video.timeBase.description),
      Fact("Codec", codec(video)),
      Fact("Corrupt frames", ReportNotation.count(video.corruptFrames)),
    ]
    if let sum = video.sha256 { facts.append(Fact("SHA-256", sum)) }
    return facts
  }

  static func method(_ method: Method) -> [Fact] {
    [
      Fact("Detector", method.name),
      Fact("Predictor", method.predictor),
      Fact("Features", method.features),
      Fact("Threshold", threshold(method.threshold)),
      Fact("Sample rate", ReportNotation.short(method.sampleRate) + " a second"),
      Fact("Shortest", ReportNotation.short(method.minLength) + " s"),
      Fact("Longest", ReportNotation.short(method.maxLength) + " s"),
      Fact("Seed", String(method.seed)),
      Fact("Written by", "Skillet \(method.version)"),
    ]
  }

  static func summary(_ document: SegmentsDocument) -> [Fact] {
    let lengths = document.segments.map { $0.end.seconds - $0.start.seconds }.sorted()
    var facts = [counted(document.segments.count, "segment")]
    if let shortest = lengths.first, let longest = lengths.last {
      let half = lengths.count / 2
      let median =
        lengths.count.isMultiple(of: 2) ? (lengths[half - 1] + lengths[half]) / 2 : lengths[half]
      facts += [
        Fact("median length", ReportNotation.length(median)),
        Fact("shortest", ReportNotation.length(shortest)),
        Fact("longest", ReportNotation.length(longest)),
      ]
    }
    for kind in BoundaryKind.allCases {
      let count = document.segments.count { $0.kind == kind }
      guard count > 0 else { continue }
      facts.append(counted(count, "\(kind.rawValue) cut"))
    }
    let skills = Set(document.segments.compactMap(\.skill)).count
    if skills > 0 { facts.append(counted(skills, "distinct skill")) }
    return facts
  }

  static func warnings(_ video: VideoInfo) -> [String] {
    var warnings = video.faults
    if video.corruptFrames > 0 {
      let frames = video.corruptFrames == 1 ? "frame is" : "frames are"
      warnings.append(
        "\(ReportNotation.count(video.corruptFrames)) \(frames) corrupt: skipped or concealed.")
    }
    if let header = video.framesInHeader, header != video.frames {
      warnings.append(
        "The header claims \(ReportNotation.count(header)) frames; a decoder shows "
          + "\(ReportNotation.count(video.frames)). This page counts what is shown.")
    }
    return warnings
  }

  static func threshold(_ threshold: Method.Threshold) -> String {
    let value = ReportNotation.short(threshold.value)
    return threshold.kind == "percent" ? value + " %" : "\(value) \(threshold.kind)"
  }

  private static func picture(_ video: VideoInfo) -> String {
    let size = "\(video.width) × \(video.height)"
    let pixel = video.sampleAspectRatio
    return pixel.numerator == pixel.denominator ? size : "\(size), pixels \(pixel)"
  }

  private static func counted(_ count: Int, _ noun: String) -> Fact {
    Fact(count == 1 ? noun : noun + "s", ReportNotation.count(count))
  }

  private static func turn(_ degrees: Int) -> String {
    switch degrees {
    case 0: "none"
    case 180, -180: "180°"
    case ..<0: "\(degrees.magnitude)° clockwise"
    default: "\(degrees)° counter-clockwise"
    }
  }

  private static func rate(_ video: VideoInfo) -> String {
    let rate = ReportNotation.short(video.averageFrameRate.quotient) + " a second"
    return rate + (video.variableFrameRate ? " on average, variable" : ", constant")
  }

  private static func codec(_ video: VideoInfo) -> String {
    let words = [video.codec, video.pixelFormat].filter { !$0.isEmpty }
    return words.isEmpty ? "unknown" : words.joined(separator: ", ")
  }
}
