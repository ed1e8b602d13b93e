public import Annotations
internal import Foundation

/// A folder in which another program finds questions as it wants them: `skillet questions export`.
public struct QuestionExporting: Sendable {
  /// The questions document; `-` is standard input.
  public var questions: String
  /// The form.
  public var form: QuestionExport
  /// The folder to write.
  public var folder: String
  /// The folder of the videos; nil looks where the document says.
  public var videos: String?
  /// Whether clips of the evidence are cut.
  public var clips = false
  /// Whether files of an earlier run may be replaced.
  public var replaces = false

  /// Chooses what is exported.
  public init(questions: String, form: QuestionExport, folder: String) {
    self.questions = questions
    self.form = form
    self.folder = folder
  }

  /// Writes the folder, whole or not at all; gives its files and what a person should know.
  ///
  /// Videos that are found are linked to, not copied.
  public func run(
    interruption: Interruption, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(SkilletError) -> (files: [String], notes: [String]) {
    let document = try QuestionFiles.document(questions)
    let videos = try QuestionVideos(of: document, file: questions, folder: self.videos)
    let extensions = videos.extensions.mapValues { form.videoExtension ?? $0 }
    let destination = URL(fileURLWithPath: folder).standardizedFileURL.path
    var media = QuestionMedia(document, folder: destination, extensions: extensions)
    let names = try files(document, media).map { $0.name.topEntry } + ["README.md"]
    let stage = try StagedFolder(
      target: folder,
      names: Array(Set(names + [form.videoFolder.topEntry] + (clips ? ["clips"] : []))),
      replaces: replaces)
    var notes: [String] = []
    if let note = videos.note(folder: "\(folder)/\(form.videoFolder)") { notes.append(note) }
    if clips, videos.files.isEmpty {
      throw SkilletError(
        .noInput,
        "\(questions): no video was found to cut clips from; name their folder with --videos"
      )
    }
    try stage.open()
    do throws(SkilletError) {
      if clips {
        media.clips = try EvidenceClips(
          document: document, videos: videos, interruption: interruption
        ).write(to: stage, media: media, progress: progress)
        try stage.write(try lines(media.clips), to: "clips/clips.jsonl")
      }
      let files = try files(document, media)
      for file in files { try stage.write(file.text, to: file.name) }
      try stage.write(ExportReadme.text(form, folder: destination, media), to: "README.md")
      try link(videos, media, in: stage)
      try interruption.check()
      try stage.commit()
      return (files.map { "\(folder)/\($0.name)" } + ["\(folder)/README.md"], notes)
    } catch {
      stage.discard()
      throw error
    }
  }

  private func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(SkilletError) -> [QuestionExport.File] {
    do {
      return try form.files(document, media: media, file: questions)
    } catch {
      throw SkilletError(error)
    }
  }

  private func lines(_ clips: [QuestionMedia.Clip]) throws(SkilletError) -> String {
    do {
      return try clips.map { try $0.json.text(.compact) + "\n" }.joined()
    } catch {
      throw SkilletError(.failed, "\(questions): cannot write the list of clips: \(error)")
    }
  }

  private func link(
    _ videos: QuestionVideos, _ media: QuestionMedia, in stage: StagedFolder
  ) throws(SkilletError) {
    for (id, path) in videos.files.sorted(by: { $0.key < $1.key }) {
      let place = try stage.path("\(form.videoFolder)/\(media.file(id))")
      do {
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: path)
      } catch {
        throw stage.fault("link to the video \(media.file(id))", error)
      }
    }
  }
}

extension String {
  /// The first folder or the file of a path.
  fileprivate var topEntry: String { split(separator: "/").first.map(String.init) ?? self }
}
