extension FrameLabels {
  /// The attribute of a video that names the bundles it is in, where there are several splits.
  static let splitsKey = "splits"
  private static let root = "groundTruth"
  private static let mappings = ["mapping.txt", "mapping/mapping.txt"]
  /// What the bundles of the first split call a subset.
  private static let bundles = ["training": "train", "testing": "test", "validation": "val"]

  /// A folder with `groundTruth` in it, or nothing but labels below a folder of that name.
  public static func sniff(_ folder: AnnotationFolder) -> Bool {
    folder.names.contains { $0.hasPrefix(root + "/") }
  }

  /// Reads a data set: every video's levels, the mapping and the splits.
  ///
  /// The tier of `groundTruth` has no name; that of `groundTruth_stage` is `stage`.
  /// Videos of the mapping's folder ASOT lays out have no extension.
  public static func read(
    _ folder: AnnotationFolder, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var (videos, places) = ([AnnotatedVideo](), [String: Int]())
    for name in folder.names {
      let parts = name.split(separator: "/").map(String.init)
      guard parts.count == 2, let level = level(parts[0]),
        name.hasSuffix(".txt") || !parts[1].contains(".")
      else { continue }
      let source = try folder.file(name)
      var read = try read(source, context: ReadingContext(file: source.file)).videos[0]
      read.name = parts[1].hasSuffix(".txt") ? String(parts[1].dropLast(4)) : parts[1]
      let spans = read.spans
      guard let place = places[read.name] else {
        places[read.name] = videos.count
        read.tiers = [AnnotationTier(name: level, parent: nil, spans: spans)]
        videos.append(read)
        continue
      }
      if videos[place].frames != read.frames {
        throw AnnotationError(
          file: source.file, step: "read the label of each frame",
          reason: "there are \(read.frames ?? 0) labels, and \(videos[place].frames ?? 0) at "
            + "another level", advice: "give every level a label for each frame")
      }
      videos[place].tiers.append(
        AnnotationTier(name: level, spans: spans))
    }
    if videos.isEmpty {
      throw AnnotationError(
        file: folder.path, step: "read the data set", reason: "no file in \(root) holds labels",
        advice: "give a folder with groundTruth/NAME.txt")
    }
    var classes: [LabelClass] = []
    if let name = mappings.first(where: folder.names.contains) {
      let file = try folder.file(name)
      classes = try LabelMapping(file.text(), file: file.file).entries
    }
    try readSplits(folder, places, &videos)
    return AnnotationSet(videos: videos, classes: classes)
  }

  private static func level(_ folder: String) -> String? {
    if folder == root { return "" }
    return folder.hasPrefix(root + "_") ? String(folder.dropFirst(root.count + 1)) : nil
  }

  /// Which videos each bundle lists: one split says the subset, several are an attribute.
  private static func readSplits(
    _ folder: AnnotationFolder, _ places: [String: Int], _ videos: inout [AnnotatedVideo]
  ) throws(AnnotationError) {
    var members: [Int: [String]] = [:]
    for name in folder.names where name.hasPrefix("splits/") && name.hasSuffix(".bundle") {
      let source = try folder.file(name)
      let bundle = String(name.dropFirst("splits/".count).dropLast(".bundle".count))
      for (index, line) in TextLines(try source.text()).lines.enumerated() {
        let entry = line.asOneLine
        if entry.isEmpty { continue }
        let stem = entry.hasSuffix(".txt") ? String(entry.dropLast(4)) : entry
        guard let place = places[stem.split(separator: "/").last.map(String.init) ?? stem] else {
          throw AnnotationError(
            file: source.file, step: "read the bundle", place: "line \(index + 1)",
            reason: "\"\(entry)\" has no labels in \(root)",
            advice: "give the labels of every video that a bundle lists")
        }
        members[place, default: []].append(bundle)
      }
    }
    let isOneSplit = members.allSatisfy { $1.count == 1 && $1[0].hasSuffix(".split1") }
    for (place, bundles) in members {
      let name = String(bundles[0].dropLast(isOneSplit ? ".split1".count : 0))
      if isOneSplit {
        videos[place].subset = Self.bundles.first { $0.value == name }?.key ?? name
      } else {
        let list = bundles.map { JSONValue.string($0) }
        videos[place].attributes.append(JSONMember(splitsKey, .array(list)))
      }
    }
  }

  /// The files of a data set.
  static func dataSet(_ set: AnnotationSet) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    var bundles: [(name: String, lines: String)] = []
    for var video in set.videos {
      let file = fileName(of: video)
      // Every level has a label for each frame.
      for span in video.spans {
        video.frames = max(video.frames ?? 0, try video.frames(of: span, format: title).upperBound)
      }
      for (position, tier) in video.tiers.enumerated() {
        let level =
          position == 0 ? "" : "_" + (tier.name.isEmpty ? "\(position)" : tier.name.fileWord)
        files.append(
          AnnotationFile(name: "\(root)\(level)/\(file)", text: try labels(of: tier, in: video)))
      }
      var names = video[splitsKey]?.array?.compactMap(\.string) ?? []
      if let subset = video.subset { names = ["\(Self.bundles[subset] ?? subset).split1"] }
      for name in names {
        let place = bundles.firstIndex { $0.name == name } ?? bundles.count
        if place == bundles.count { bundles.append((name, "")) }
        bundles[place].lines += file + "\n"
      }
    }
    files.append(AnnotationFile(name: mappings[0], text: mapping(of: set, files)))
    files += bundles.map {
      AnnotationFile(name: "splits/\($0.name.fileWord).bundle", text: $0.lines)
    }
    return files
  }

  /// `id label` a line: the set's vocabulary, then what else the labels of frames use.
  private static func mapping(of set: AnnotationSet, _ files: [AnnotationFile]) -> String {
    var known: Set<String> = []
    var text = ""
    for entry in set.classes where known.insert(word(entry.name)).inserted {
      text += "\(entry.id) \(word(entry.name))\n"
    }
    var next = (set.classes.map(\.id).max() ?? -1) + 1
    for file in files {
      var last: Substring = ""
      for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      where line != last {
        last = line
        guard known.insert(String(line)).inserted else { continue }
        text += "\(next) \(line)\n"
        next += 1
      }
    }
    return text
  }
}

extension String {
  /// The text as a part of a file's name.
  var fileWord: String {
    let word = String(FrameLabels.word(self).map { $0 == "/" ? "_" : $0 })
    return word.isEmpty || word.allSatisfy { $0 == "." } ? "_" + word : word
  }
}
