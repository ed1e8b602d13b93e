public import Annotations
internal import Foundation
internal import Frames

/// Annotations read in one format and written in another, with what the other cannot hold.
public struct Conversion: Sendable {
  /// What is converted, and how.
  public struct Settings: Sendable {
    /// The annotations.
    public var input: AnnotationInput
    /// The format that is written, by its name.
    public var target: String
    /// When frames are shown.
    public var frames = FrameSource.unknown
    /// A table of old and new labels.
    public var labels: String?
    /// The tier that is written; nil for all, or for the first where the target holds only one.
    public var tier: String?
    /// Whether a loss is a fault.
    public var isStrict = false

    /// Names the input and the target.
    public init(_ input: AnnotationInput, to target: String) {
      self.input = input
      self.target = target
    }
  }

  /// What was read.
  public let contents: AnnotationInput.Contents
  /// The format that is written.
  public let target: any WritableFormat.Type
  /// What is written.
  public let set: AnnotationSet
  /// What the target cannot hold of it.
  public let losses: [Loss]
  /// What the person should know beside.
  public let notes: [String]
  /// The files, before they are written anywhere.
  public let files: [AnnotationFile]

  /// Reads the annotations and puts them into the target's form; nothing is written yet.
  ///
  /// Throws where the input is at fault (65) or missing (66), where the target needs frames or times
  /// that nobody tells, and where a strict conversion would lose something (65).
  public init(
    _ settings: Settings, interruption: Interruption = Interruption(),
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    target = try Self.format(settings.target)
    let renaming = try settings.labels.map { path throws(SkilletError) in
      try LabelRenaming(reading: path)
    }
    var timing = try VideoTiming(settings.frames, interruption: interruption, progress: progress)
    var contents = try settings.input.read(timing.context(file: settings.input.path))
    var notes = try timing.describe(&contents.set)
    if let tier = settings.tier { try Self.keep(tier, in: &contents.set, settings.input.path) }
    if let renaming { notes += try renaming.rename(&contents.set) }
    self.contents = contents
    self.notes = notes
    losses = target.losses(writing: contents.set)
    if !target.holdings.contains(.tiers) {
      // Levels beside each other on one tier would be taken for one.
      for index in contents.set.videos.indices {
        contents.set.videos[index].tiers = Array(contents.set.videos[index].tiers.prefix(1))
      }
    }
    set = contents.set
    if settings.isStrict, !losses.isEmpty {
      throw SkilletError(
        .badData,
        "\(settings.input.path): \(target.id) cannot hold \(Self.list(losses)); drop --strict to "
          + "lose that, or choose another --to")
    }
    let title = set.videos.count == 1 ? set.videos[0].name : settings.input.path
    do {
      files = try target.write(
        set, context: WritingContext(title: title, version: skilletVersion))
    } catch {
      throw SkilletError(error)
    }
  }

  private static func keep(
    _ tier: String, in set: inout AnnotationSet, _ path: String
  ) throws(SkilletError) {
    var names: [String] = []
    for index in set.videos.indices {
      names += set.videos[index].tiers.map(\.name).filter { !names.contains($0) }
      set.videos[index].tiers.removeAll { $0.name != tier }
    }
    if !names.contains(tier) {
      let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
      throw SkilletError(.usage, "\(path): there is no tier \"\(tier)\"; there are \(list)")
    }
  }

  /// The losses in one line.
  public static func list(_ losses: [Loss]) -> String {
    losses.map(\.description).joined(separator: "; ")
  }

  /// The line on standard error that says what is lost; nil where nothing is.
  public var lossLine: String? {
    losses.isEmpty ? nil : "\(target.id) cannot hold: \(Self.list(losses))"
  }

  private static func format(_ name: String) throws(SkilletError) -> any WritableFormat.Type {
    if let format = AnnotationFormats.named(name) {
      if let format = format as? any WritableFormat.Type { return format }
      throw SkilletError(.usage, "\(format.title) is only read; write one of \(writableNames)")
    }
    throw SkilletError(.usage, "\"\(name)\" is no format; write one of \(writableNames)")
  }

  /// The names of all formats that are written.
  public static var writableNames: String {
    AnnotationFormats.writable.map { $0.id }.joined(separator: ", ")
  }
}
