import Annotations
import Frames
import Testing

/// What any format says that it holds comes back from it, and through any other that holds it too.
@Suite struct FormatRoundTripTests {
  static let formats: [String] = AnnotationFormats.writable.map { $0.id }

  @Test(arguments: formats, 0..<40)
  func `what a format holds comes back`(id: String, seed: Int) throws {
    let format = try Self.format(id)
    var generator = Generator(seed: seed)
    let held = HeldSet(generator.annotations(), by: format).set
    let losses = format.losses(writing: held)
    #expect(losses == [], "\(id), seed \(seed)")
    // Staged rows are states, of which the last ends with the video.
    let end = held.videos[0].spans.compactMap(\.extent.times?.end).max()
    let clock = id == "lerobot-staging" ? end.map { FrameClock.times([$0, $0]) } : nil
    if clock != nil, held.videos.count > 1 { return }
    let back = try Self.through(format, held, clock: clock)
    Self.expectEqual(back, held, "\(id), seed \(seed)")
  }

  @Test(arguments: formats, formats)
  func `what two formats hold comes back through both`(first: String, second: String) throws {
    let (one, two) = (try Self.format(first), try Self.format(second))
    if [first, second].contains("lerobot-staging") { return }
    for (seed, source) in Self.sources.enumerated() {
      let held = HeldSet(HeldSet(source, by: one).set, by: two).set
      guard one.losses(writing: held).isEmpty, two.losses(writing: held).isEmpty,
        held.videos[0].spans.count > 0, Self.isPlaced(held, for: one), Self.isPlaced(held, for: two)
      else { continue }
      let story = "\(first) -> \(second), seed \(seed)"
      let back = try Self.through(two, try Self.through(one, held))
      Self.expectEqual(back, held, story)
    }
  }

  /// Frames come back through every format of times, though it rounds to milliseconds.
  @Test(arguments: formats, 200..<220)
  func `no frame is ever moved`(id: String, seed: Int) throws {
    let format = try Self.format(id)
    guard format.holdings.contains(.gaps) || format.holdings.contains(.frames) else { return }
    var generator = Generator(seed: seed)
    var set = generator.annotations(videos: 1)
    set.videos[0].tiers = [AnnotationTier(spans: set.videos[0].tiers[0].spans)]
    let back = try Self.through(format, set, clock: set.videos[0].clock)
    let clock = try #require(set.videos[0].clock)
    let spoiling: Set<Loss.Kind> = [.overlaps, .gaps]
    if format.losses(writing: set).contains(where: { spoiling.contains($0.kind) }) { return }
    // Label Studio numbers frames at a fixed rate, and says so.
    if set.videos[0].clock?.frames != nil, id == "label-studio" { return }
    let expected = set.videos[0].spans.compactMap(\.extent.frames).filter {
      format.holdings.contains(.moments) || !$0.isEmpty
    }
    let found = back.videos[0].spans.map { span in
      span.extent.frames
        ?? span.extent.times.map { clock.frame(nearest: $0.start)..<clock.frame(nearest: $0.end) }
    }
    func sorted(_ ranges: [Range<Int>?]) -> [Range<Int>] {
      ranges.compactMap { $0 }.filter { !$0.isEmpty }.sorted {
        ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
      }
    }
    #expect(found.allSatisfy { $0 != nil }, "\(id), seed \(seed)")
    #expect(sorted(found) == sorted(expected), "\(id), seed \(seed)")
  }

  /// Whether the spans have what a format writes: without a clock nothing else can be told.
  private static func isPlaced(_ set: AnnotationSet, for format: any WritableFormat.Type) -> Bool {
    (try? format.write(set, context: WritingContext())) != nil
  }

  /// Made once: long ones take their time.
  private static let sources: [AnnotationSet] = (100..<106).map {
    var generator = Generator(seed: $0)
    return generator.annotations(videos: 1)
  }

  static func format(_ id: String) throws -> any WritableFormat.Type {
    try #require(AnnotationFormats.named(id) as? any WritableFormat.Type)
  }

  /// Writes a set and reads it again, files apart or as a folder.
  static func through(
    _ format: any WritableFormat.Type, _ set: AnnotationSet, clock: FrameClock? = nil
  ) throws -> AnnotationSet {
    let files = try format.write(set, context: WritingContext(title: "test", version: "0"))
    let contents = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) })
    let folder = AnnotationFolder(path: "out", names: files.map(\.name).sorted()) {
      AnnotationSource(file: "out/\($0)", bytes: contents[$0] ?? [])
    }
    var context = ReadingContext(file: "out", frames: clock?.frames, clock: clock)
    if format.sniff(folder) { return try format.read(folder, context: context) }
    var back = AnnotationSet(videos: [])
    for file in files {
      let source = AnnotationSource(file: "out/\(file.name)", bytes: file.bytes)
      let isKnown = format.sniff(source)
      #expect(isKnown, "\(file.name) is not known again")
      context.file = source.file
      let read = try format.read(source, context: context)
      back.videos += read.videos
      back.classes += read.classes
    }
    // A file that holds one video of a set is called for it, unless it was the only one.
    return back
  }

  static func expectEqual(
    _ back: AnnotationSet, _ set: AnnotationSet, _ story: String,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(back.classes == set.classes, "\(story)", sourceLocation: location)
    guard back.videos.count == set.videos.count else {
      Issue.record("\(story): \(back.videos.count) videos", sourceLocation: location)
      return
    }
    let sorted = back.videos.sorted { $0.name < $1.name }
    for (video, original) in zip(sorted, set.videos.sorted { $0.name < $1.name }) {
      #expect(video.name == original.name, "\(story)", sourceLocation: location)
      if original.path != nil {
        #expect(video.path == original.path, "\(story)", sourceLocation: location)
      }
      if original.duration != nil {
        #expect(video.duration == original.duration, "\(story)", sourceLocation: location)
      }
      if original.frames != nil {
        #expect(video.frames == original.frames, "\(story)", sourceLocation: location)
      }
      if original.frameRate != nil {
        #expect(rate(video) == rate(original), "\(story)", sourceLocation: location)
      }
      if original.size != nil {
        #expect(video.size == original.size, "\(story)", sourceLocation: location)
      }
      #expect(video.subset == original.subset, "\(story)", sourceLocation: location)
      if !original.attributes.isEmpty {
        #expect(video.attributes == original.attributes, "\(story)", sourceLocation: location)
      }
      #expect(video.tiers == original.tiers, "\(story)", sourceLocation: location)
    }
  }

  private static func rate(_ video: AnnotatedVideo) -> Rational? {
    if case .rate(let rate, _)? = video.clock { rate } else { video.frameRate }
  }
}
