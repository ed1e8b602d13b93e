/// A link of one person's own.
struct Invitation: Sendable, Hashable {
  /// Whom it is for; what they do is recorded under it.
  var name: String
  /// What stands in the link.
  var code: Secret
  /// What their browser keeps once the link was opened; kept, so that a restart does not lock them out.
  var session: Secret

  /// Draws a new one.
  init(_ name: String) { (self.name, code, session) = (name, Secret(), Secret()) }

  init(name: String, code: Secret, session: Secret) {
    (self.name, self.code, self.session) = (name, code, session)
  }
}
