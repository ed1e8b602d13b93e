/// Files of results, checked before the work and written whole or not at all after it.
public struct ResultFiles: Sendable {
  private let names: [String?]

  /// The files that are written.
  public var paths: [String] { names.compactMap { $0 } }

  /// Checks that each file can be written; nil stands for one that nobody wants.
  ///
  /// Throws (73) where one exists and may not be replaced, or cannot be written.
  public init(_ names: [String?], replaces: Bool) throws(SkilletError) {
    self.names = names
    for name in paths {
      if name.isEmpty { throw SkilletError(.usage, "an output needs a name") }
      let place = OutputPlace(name)
      switch place.kind {
      case .folder:
        throw SkilletError(.cannotWrite, "\(name): a folder of that name is in the way")
      case .file where !replaces:
        throw SkilletError(
          .cannotWrite, "\(name): the file exists already; choose another name, or --force")
      default: break
      }
      try place.checkWritable()
    }
    if Set(paths).count < paths.count {
      throw SkilletError(.usage, "two outputs cannot have the same name")
    }
  }

  /// Writes a text to each file; that of one that nobody wants is dropped.
  public func write(_ texts: [String]) throws(SkilletError) {
    precondition(texts.count == names.count, "a text for each file")
    let files = zip(names, texts).compactMap { name, text in
      name.map { (path: $0, bytes: Array(text.utf8)) }
    }
    if !files.isEmpty { try AtomicFile.write(files) }
  }
}
