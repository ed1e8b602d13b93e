internal import Annotations
internal import Frames

/// Labels that people gave to videos, to name skills by.
struct SegmentLabels {
  private var truths: [String: BoundaryTruth] = [:]

  /// Reads files or folders of labels, in any shape that ``TruthReader`` knows.
  init(_ paths: [String]) throws(SkilletError) {
    guard !paths.isEmpty else { return }
    for path in try AnnotationFiles.list(AnnotationFiles.truthFolders(paths, level: .skills)) {
      for truth in try Truths.read(path, level: .skills) where !truth.labels.isEmpty {
        guard let name = truth.name else { continue }
        if truths.updateValue(truth, forKey: name) != nil {
          throw SkilletError(.badData, "\(path): the labels of \(name) are given twice")
        }
      }
    }
    guard !truths.isEmpty else {
      throw SkilletError(.badData, "\(paths[0]): there is no label of any named video")
    }
  }

  /// The label of each segment: the document's own, else the one that most of its frames carry.
  func labels(of documents: [DiscoveryDocument]) -> [[String?]] {
    documents.map { document in
      let truth = truths[document.name]
      return document.document.segments.map { segment in
        if let label = segment.label, !label.isEmpty { return label }
        guard let truth else { return nil }
        return Self.label(truth, in: segment.start.index..<segment.end.index)
      }
    }
  }

  private static func label(_ truth: BoundaryTruth, in frames: Range<Int>) -> String? {
    let starts = [0] + truth.boundaries
    let ends = truth.boundaries + [truth.frames ?? Int.max]
    var counts: [String: Int] = [:]
    for (index, label) in truth.labels.enumerated() where index < starts.count {
      let shared = (starts[index]..<max(starts[index], ends[index])).clamped(to: frames).count
      if shared > 0 { counts[label, default: 0] += shared }
    }
    return counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key
  }
}

/// To which task or group each video belongs, where somebody says so.
struct VideoGroups {
  private let names: [String?]
  /// How many groups there are.
  let count: Int

  /// Reads a table of `video,group`; without one, documents in different folders are of different
  /// groups, and where all are in one folder there are no groups.
  init(_ documents: [DiscoveryDocument], table: String?) throws(SkilletError) {
    guard let table else {
      let folders = Set(documents.map(\.folder))
      names = documents.map { folders.count > 1 ? $0.folder : nil }
      count = folders.count > 1 ? folders.count : 0
      return
    }
    var groups: [String: String] = [:]
    let lines = try AnnotationFiles.text(of: table).split(whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 2, !fields[1].isEmpty else {
        throw SkilletError(
          .badData, "\(table): line \(number + 1) is not video,group")
      }
      groups[VideoName.ofVideo(String(fields[0]))] = String(fields[1])
    }
    let found = documents.map { groups[$0.name] }
    guard found.contains(where: { $0 != nil }) else {
      throw SkilletError(
        .badData, "\(table): no line names a video of the documents, such as \(documents[0].name)")
    }
    names = found
    count = Set(found.compactMap { $0 }).count
  }

  /// The group of a video; nil where nobody says it.
  func group(of video: Int) -> String? { names[video] }
}
