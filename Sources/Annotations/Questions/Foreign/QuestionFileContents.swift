/// What a file of questions turned out to be.
public enum QuestionFileContents: Sendable, Hashable {
  /// Skillet's own document, with proofs.
  case document(QuestionsDocument)
  /// A set in another form.
  case foreign(ChoiceQuestionSet)

  /// Reads a file by its content; throws where it is neither, or damaged.
  public init(text: String, file: String) throws(AnnotationError) {
    if let value = try? JSONValue(parsing: text), value["schema"] != nil {
      self = .document(try QuestionsDocument(json: value, file: file))
    } else {
      self = .foreign(try ChoiceQuestionSet(foreign: text, file: file))
    }
  }
}
