internal import Annotations
internal import LinearAlgebra
internal import Mustache

/// A page on which a person reads questions with their evidence and accepts or rejects them, and the
/// verdicts written back: `skillet questions review`.
public struct QuestionReview: Sendable {
  /// The questions document; `-` is standard input.
  public var questions: String
  /// The folder of the videos; nil looks where the document says.
  public var videos: String?
  /// How many questions are drawn at random; nil for all in their order.
  public var sample: Int?
  /// The seed of the draw.
  public var seed: UInt64 = 0

  /// Names the questions.
  public init(questions: String) { self.questions = questions }

  /// The page, and what a person should know.
  ///
  /// It holds its own style, script and pictures and fetches nothing: its content policy allows only
  /// this one script by its digest.
  public func page(
    interruption: Interruption, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(SkilletError) -> (html: String, notes: [String]) {
    var document = try QuestionFiles.document(questions)
    let total = document.questions.count
    if let sample, sample < total { document.questions = drawn(sample, of: document.questions) }
    let files = try QuestionVideos(of: document, file: questions, folder: videos)
    let stills = try EvidenceStills(
      of: document, videos: files, interruption: interruption, progress: progress)
    var notes: [String] = []
    if let first = files.missing.first {
      notes.append(
        "\(files.missing.count) of \(files.missing.count + files.files.count) videos were not found, "
          + "such as \"\(first)\", so their evidence has times but no pictures; name their folder "
          + "with --videos")
    }
    if stills.omitted > 0 {
      notes.append(
        "To keep this page small, \(stills.omitted) stretches of evidence have no picture; "
          + "--sample shows fewer questions")
    }
    MustacheContentTypes.register(MarkupEscape(), named: MarkupEscape.name)
    do {
      let page = ReviewPage(
        document, of: total, file: questions, stills: stills, notes: notes)
      return (try MustacheTemplate(string: reviewTemplate).render(page), notes)
    } catch {
      throw SkilletError(.failed, "cannot write the page: \(error)")
    }
  }

  /// The questions document that a file of verdicts leaves, and what a person should know.
  public func applying(
    verdicts path: String
  ) throws(SkilletError) -> (json: String, notes: [String]) {
    let document = try QuestionFiles.document(questions)
    let text = try StandardInput.text(of: path)
    do throws(AnnotationError) {
      let verdicts = try QuestionVerdicts(text: text, file: path)
      let (reviewed, moved) = try document.applying(verdicts, file: path)
      let rejected = verdicts.verdicts.count { !$0.isAccepted }
      var notes = [
        "\(verdicts.verdicts.count - rejected) accepted, \(rejected) rejected, "
          + "\(document.questions.count - verdicts.verdicts.count) undecided and kept"
      ]
      if moved > 0 {
        notes.append("the right letters of \(moved) questions were moved to keep the key balanced")
      }
      do {
        return (try reviewed.json.text(), notes)
      } catch {
        throw AnnotationError(
          file: questions, step: "write the questions", reason: error.description)
      }
    } catch {
      throw SkilletError(error)
    }
  }

  /// So many questions, in the document's order.
  private func drawn(_ count: Int, of all: [Question]) -> [Question] {
    var generator = SplitMix64(seed: seed)
    return generator.permutation(all.count).prefix(count).sorted().map { all[$0] }
  }
}
