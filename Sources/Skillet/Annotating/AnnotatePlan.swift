public import Batches
internal import Annotations
internal import Foundation
internal import VideoIO

/// What a run over a data set has to do: its list, held against the ledgers.
public struct AnnotatePlan: Sendable {
  /// The videos.
  public let list: VideoList
  /// The folder of the results.
  public let folder: RunFolder
  /// What the run was asked for.
  public let run: RunFile
  /// How videos are cut; nil where nothing is cut any more.
  let settings: AnnotateSettings?
  let outputs: AnnotateOutputs
  let options: AnnotateOptions

  /// Videos of the shard.
  public private(set) var size = 0
  /// Positions of the videos that are to be done, in their order.
  private(set) var pending: [Int32] = []
  /// Times each was taken up before.
  private(set) var attempts: [Int32] = []
  /// Videos that were done before and stay.
  public private(set) var done = 0
  /// Videos that were done before and whose files are others now.
  public private(set) var changed = 0
  /// Videos that failed before and are tried again.
  public private(set) var failedBefore = 0
  /// Videos that failed before and are left alone.
  public private(set) var keptFailures = 0
  /// Videos that the ledgers know and the list does not.
  public private(set) var strangers = 0
  /// How many are to be done.
  public var count: Int { pending.count }

  /// Reads the list of a data set; nothing is written.
  ///
  /// - Parameters:
  ///   - sources: folders, patterns, videos, or one manifest or LeRobot data set.
  ///   - out: the folder of the results.
  public init(
    _ sources: [String], reading: VideoList.Reading, out: String, settings: AnnotateSettings,
    options: AnnotateOptions
  ) throws(SkilletError) {
    run = RunFile(
      sources: sources, folder: FileManager.default.currentDirectoryPath,
      settings: try settings.json(), reading: reading,
      versions: [
        JSONMember("skillet", .string(skilletVersion)),
        JSONMember("ffmpeg", .string(ffmpegVersions())),
      ], command: options.command)
    list = try Self.list(sources, reading, out: out)
    folder = RunFolder(out)
    self.settings = settings
    outputs = settings.outputs
    self.options = options
  }

  /// Holds the list against what the ledgers say.
  ///
  /// - Parameter progress: told how many videos were looked at.
  mutating func compare(
    interruption: Interruption, progress: (Int, Int) -> Void
  ) throws(SkilletError) {
    let standing = try SkilletError.translating { () throws(BatchError) in
      try Standing(
        list, ledgers: LedgerReading(folder: folder.ledger), settings: run.digest,
        keepsDigests: options.verifies)
    }
    (pending, attempts, done, changed, failedBefore, keptFailures) = ([], [], 0, 0, 0, 0)
    (size, strangers) = (0, standing.strangers)
    for (position, entry) in list.entries.enumerated() where options.shard.contains(entry.id) {
      if position & 1023 == 0 {
        try interruption.check()
        progress(position, list.entries.count)
      }
      size += 1
      let record = standing.records[position]
      if record.isCurrent, !options.redoes {
        let isSame = record.stamps == Standing.hash(stamps(of: entry))
        if record.isDone, isSame, OutputPlace.kind(of: folder.document(entry.id)) == .file,
          !options.verifies || matches(entry, standing.digests[position], interruption)
        {
          done += 1
          continue
        }
        if !record.isDone {
          if options.keepsFailures, isSame {
            keptFailures += 1
            continue
          }
          failedBefore += 1
        } else {
          changed += 1
        }
      }
      pending.append(Int32(position))
      attempts.append(record.attempts)
    }
    try interruption.check()
  }

  /// Takes up a folder of results as its `run.json` describes it, for its merge.
  init(
    resuming out: String, sources: [String], formats: [SegmentFormat], options: AnnotateOptions
  ) throws(SkilletError) {
    folder = RunFolder(out)
    self.options = options
    settings = nil
    let path = folder.runFile
    run = try SkilletError.translating { () throws(BatchError) in
      guard let run = try RunFile.read(path) else {
        throw BatchError(
          .noInput, "\(path): there is no such file; --merge takes the --out of a run")
      }
      return run
    }
    list = try Self.list(
      sources.isEmpty ? run.reachableSources : sources, run.reading, out: out)
    var outputs = AnnotateOutputs(run.settings)
    outputs.formats = formats
    self.outputs = outputs
  }

  private static func list(
    _ sources: [String], _ reading: VideoList.Reading, out: String
  ) throws(SkilletError) -> VideoList {
    var reading = reading
    reading.excluded = out
    func list() throws(SkilletError) -> VideoList {
      try SkilletError.translating { () throws(BatchError) in
        try VideoList(sources, reading: reading)
      }
    }
    guard let parquet = LeRobotParquet(sources, episodes: reading.episodes) else {
      return try list()
    }
    return try parquet.read { (file) throws(SkilletError) in
      reading.episodes = file
      return try list()
    }
  }

  /// Size and time of each file that a video's results are made from.
  func stamps(of entry: VideoEntry) -> [FileStamp] {
    (settings?.inputs(of: entry) ?? [entry.path]).map { FileStamp(of: $0) }
  }

  private func matches(
    _ entry: VideoEntry, _ digest: String?, _ interruption: Interruption
  ) -> Bool {
    let now = try? fileSHA256(entry.path) { interruption.isRequested }
    return now != nil && now == digest
  }
}

extension AnnotatePlan {
  /// What the run would do, for people.
  public func text(verbose: Bool) -> String {
    func count(_ number: Int, _ words: String) -> String? {
      number == 0 ? nil : "\(ReportNotation.count(number)) \(words)"
    }
    let parts = [
      count(done, "done before"), count(changed, "changed since"),
      count(failedBefore, "failed before and are tried again"),
      count(keptFailures, "failed before and are left alone"),
    ].compactMap { $0 }
    var lines = [
      "would annotate \(ReportNotation.count(self.count)) of \(ReportNotation.count(size)) videos, "
        + "\(options.jobs) side by side, and write \(folder.path.printable)"
    ]
    if !parts.isEmpty { lines.append(parts.joined(separator: ", ")) }
    let shown = verbose ? pending[...] : pending.prefix(10)
    lines += shown.map { position in
      let entry = list.entries[Int(position)]
      return "  \(entry.id.printable)  \(entry.path.printable)"
    }
    if shown.count < self.count { lines.append("  …  (--verbose lists all)") }
    return lines.joined(separator: "\n")
  }
}
