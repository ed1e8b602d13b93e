internal import Annotations

/// Reads questions documents.
enum QuestionFiles {
  /// The document of a file, or of standard input where the path is `-`.
  ///
  /// - Throws: where it cannot be read, or is a set in another form, which has no proofs.
  static func document(_ path: String) throws(SkilletError) -> QuestionsDocument {
    let text = try StandardInput.text(of: path)
    do throws(AnnotationError) {
      switch try QuestionFileContents(text: text, file: path) {
      case .document(let document): return document
      case .foreign(let set):
        throw AnnotationError(
          file: path, step: "read the questions",
          reason: "it is a set in the form of \(set.format)",
          advice: "this command needs \(QuestionsDocument.schema), as `skillet questions generate` "
            + "writes it")
      }
    } catch {
      throw SkilletError(error)
    }
  }
}
