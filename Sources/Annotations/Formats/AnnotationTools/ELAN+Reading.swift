internal import Frames

extension ELAN {
  /// Reads a file; throws its first fault, with its place.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var document = ELANDocument()
    do {
      try document.read(source.bytes)
    } catch {
      throw fault(source, error.place, error.reason)
    }
    let times: ELANTimes
    do {
      times = try ELANTimes(document)
    } catch {
      throw fault(source, error.place, error.reason)
    }
    var video = AnnotatedVideo(name: source.videoName)
    if let media = document.media {
      video.path = media
      video.name = VideoName.ofVideo(media)
    }
    for tier in document.tiers {
      let spans = tier.annotations.indices.map { index in
        let annotation = tier.annotations[index]
        let (start, end) = times[annotation.id] ?? (ELANTimes.zero, ELANTimes.zero)
        return AnnotatedSpan(
          .times(start: start, end: end), label: annotation.text.isEmpty ? nil : annotation.text,
          place: annotation.place)
      }
      video.tiers.append(
        AnnotationTier(
          name: tier.name == Self.tier ? "" : tier.name,
          parent: tier.parent.map { $0 == Self.tier ? "" : $0 }, spans: spans))
    }
    if video.tiers.isEmpty { video.tiers = [AnnotationTier(spans: [])] }
    return AnnotationSet(videos: [video])
  }

  private static func fault(
    _ source: AnnotationSource, _ place: String, _ reason: String
  ) -> AnnotationError {
    AnnotationError(
      file: source.file, step: "read \(title)", place: place, reason: reason,
      advice: "save it from ELAN again, or correct that place")
  }
}

/// What an EAF holds, as it stands there.
struct ELANDocument {
  struct Tier {
    var name: String
    var parent: String?
    var place: MarkupError
    var annotations: [Annotation] = []
  }

  struct Annotation {
    var id: String
    /// The time slots of one that has its own time.
    var slots: (start: String, end: String)?
    /// The annotation that another refers to, and the one before it there.
    var parent: String?
    var previous: String?
    var text = ""
    var line: Int
    var column: Int
    var place: String { "line \(line), column \(column)" }
  }

  /// Milliseconds of the slots; nil for a slot without a time.
  var slots: [String: Int64?] = [:]
  var tiers: [Tier] = []
  /// The path of the first video, else of the first medium.
  var media: String?
  /// What to add to a time to get the moment in that medium, in milliseconds.
  var origin: Int64 = 0
  private var mediaIsVideo = false

  mutating func read(_ bytes: [UInt8]) throws(MarkupError) {
    var reader = try MarkupReader(bytes)
    guard let root = try reader.child(at: 0), root.name == "ANNOTATION_DOCUMENT" else {
      throw MarkupError(
        line: 1, column: 1, reason: "the root element should be <ANNOTATION_DOCUMENT>")
    }
    var names: Set<String> = []
    while let child = try reader.child(at: 1) {
      switch child.name {
      case "HEADER": try header(child, &reader)
      case "TIME_ORDER":
        while let slot = try reader.child(at: 2) {
          if slot.name == "TIME_SLOT" { try addSlot(slot) }
        }
      case "TIER":
        let tier = try tier(child, &reader)
        if !names.insert(tier.name).inserted {
          throw child.fault("the tier \"\(tier.name)\" appears twice")
        }
        tiers.append(tier)
      default: break
      }
    }
    try reader.finish()
    for tier in tiers {
      guard let parent = tier.parent, !names.contains(parent) else { continue }
      throw MarkupError(
        line: tier.place.line, column: tier.place.column,
        reason: "the parent tier \"\(parent)\" does not exist")
    }
  }

  private mutating func header(
    _ header: MarkupTag, _ reader: inout MarkupReader
  ) throws(MarkupError) {
    if let units = header["TIME_UNITS"], units != "milliseconds" {
      throw header.fault("TIME_UNITS is \"\(units)\"; only milliseconds are read")
    }
    while let child = try reader.child(at: 2) {
      guard child.name == "MEDIA_DESCRIPTOR" else { continue }
      let isVideo = child["MIME_TYPE"]?.hasPrefix("video/") == true
      if media != nil, mediaIsVideo || !isVideo { continue }
      let url = child["MEDIA_URL"] ?? child["RELATIVE_MEDIA_URL"] ?? ""
      if url.isEmpty { continue }
      media = url.hasPrefix("file://") ? String(url.dropFirst(7)) : url
      mediaIsVideo = isVideo
      origin = 0
      if let text = child["TIME_ORIGIN"] {
        guard let value = Int64(text), value.magnitude < 1 << 40 else {
          throw child.fault("TIME_ORIGIN should be whole milliseconds, not \"\(text)\"")
        }
        origin = value
      }
    }
  }

  private mutating func addSlot(_ slot: MarkupTag) throws(MarkupError) {
    let id = try slot.value("TIME_SLOT_ID")
    var time: Int64?
    if let text = slot["TIME_VALUE"] {
      guard let value = Int64(text), (0..<1 << 40).contains(value) else {
        throw slot.fault("TIME_VALUE should be whole milliseconds, not \"\(text.prefix(40))\"")
      }
      time = value
    }
    guard slots.updateValue(time, forKey: id) == nil else {
      throw slot.fault("the time slot \"\(id)\" appears twice")
    }
  }

  private func tier(_ tag: MarkupTag, _ reader: inout MarkupReader) throws(MarkupError) -> Tier {
    var tier = Tier(
      name: try tag.value("TIER_ID"), parent: tag["PARENT_REF"], place: tag.fault(""))
    while let holder = try reader.child(at: 2) {
      guard holder.name == "ANNOTATION" else { continue }
      while let child = try reader.child(at: 3) {
        var annotation = Annotation(
          id: try child.value("ANNOTATION_ID"), line: child.line, column: child.column)
        switch child.name {
        case "ALIGNABLE_ANNOTATION":
          annotation.slots = (try child.value("TIME_SLOT_REF1"), try child.value("TIME_SLOT_REF2"))
        case "REF_ANNOTATION":
          annotation.parent = try child.value("ANNOTATION_REF")
          annotation.previous = child["PREVIOUS_ANNOTATION"]
        default: throw child.fault("<\(child.name)> is no annotation")
        }
        while let value = try reader.child(at: 4) {
          if value.name == "ANNOTATION_VALUE" { annotation.text = try reader.text(at: 5) }
        }
        tier.annotations.append(annotation)
      }
    }
    return tier
  }
}

extension MarkupTag {
  func fault(_ reason: String) -> MarkupError {
    MarkupError(line: line, column: column, reason: reason)
  }

  /// The value of an attribute that must be there.
  func value(_ attribute: String) throws(MarkupError) -> String {
    guard let value = self[attribute] else {
      throw fault("<\(name)> has no attribute \(attribute)")
    }
    return value
  }
}
