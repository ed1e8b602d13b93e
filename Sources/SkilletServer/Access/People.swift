internal import HTTPTypes
internal import Skillet
internal import Synchronization

/// Who may come in: the token of the organiser, the invitations, and who came in so far.
final class People: Sendable {
  /// The name of the cookie.
  ///
  /// Browsers share cookies between the ports of a machine, so each opened
  /// place has its own.
  let cookie: String
  /// What the address that the server prints holds.
  let token = Secret()

  private struct State {
    var invitations: [Invitation] = []
    /// What opens as the token does, once: it stands in the arguments of a browser, which others on
    /// the machine can read.
    var ticket: Secret?
    /// Those who came with the token, by their cookie, the latest last.
    var sessions: [(secret: Secret, person: Person)] = []
  }

  /// Browsers that can be in by the token at once; the one that came first has to come again.
  private static let mostSessions = 200
  private static let mostInvitations = 1000

  private let file: InvitationFile
  private let state: Mutex<State>

  /// Reads the invitations of the place and adds those that are new.
  init(for opened: OpenedPlace, inviting names: [String] = []) throws(SkilletError) {
    file = InvitationFile(for: opened)
    cookie = "skillet-" + String(textDigest(opened.path).prefix(8))
    state = Mutex(State(invitations: try file.load()))
    for name in names where invitation(of: name) == nil { _ = try invite(name) }
  }

  /// All invitations, in the order in which they were made.
  var invitations: [Invitation] { state.withLock { $0.invitations } }

  /// The invitation of a person; nil where there is none.
  func invitation(of name: String) -> Invitation? { invitations.first { $0.name == name } }

  /// Makes an invitation, or gives the one that the person has.
  ///
  /// - Throws: `SkilletError` (64) for a name that none can have, (73) where it cannot be kept.
  func invite(_ given: String) throws(SkilletError) -> Invitation {
    guard let name = PersonName.checked(given) else {
      throw SkilletError(
        .usage, "\(given.printable.debugDescription): a name has 1 to \(PersonName.longest) letters"
      )
    }
    let result = state.withLock { state -> Result<Invitation, SkilletError> in
      if let known = state.invitations.first(where: { $0.name == name }) { return .success(known) }
      guard state.invitations.count < Self.mostInvitations else {
        return .failure(
          SkilletError(.usage, "there are \(Self.mostInvitations) invitations already"))
      }
      let fresh = Invitation(name)
      do throws(SkilletError) {
        try file.save(state.invitations + [fresh])
      } catch {
        return .failure(error)
      }
      state.invitations.append(fresh)
      return .success(fresh)
    }
    return try result.get()
  }

  /// The person who holds a cookie; nil where nobody does.
  func person(holding cookie: String) -> Person? {
    state.withLock { state in
      var found: Person?
      for invitation in state.invitations where invitation.session.matches(cookie) {
        found = Person(name: invitation.name, isOrganiser: false, isInvited: true)
      }
      for session in state.sessions where session.secret.matches(cookie) { found = session.person }
      return found
    }
  }

  /// Draws what opens as the token does, the first time that it is given.
  func makeTicket() -> Secret {
    let ticket = Secret()
    state.withLock { $0.ticket = ticket }
    return ticket
  }

  /// Lets in who gave the token or a ticket; nil where it is neither.
  func enter(token given: some StringProtocol) -> Secret? {
    let isToken = token.matches(given)
    let secret = Secret()
    return state.withLock { state -> Secret? in
      let isTicket = state.ticket?.matches(given) ?? false
      if isTicket { state.ticket = nil }
      guard isToken || isTicket else { return nil }
      if state.sessions.count >= Self.mostSessions { state.sessions.removeFirst() }
      state.sessions.append((secret, Person(name: nil, isOrganiser: true)))
      return secret
    }
  }

  /// Lets in who came by an invitation; nil where there is none with that code.
  func enter(invitation code: some StringProtocol) -> Secret? {
    state.withLock { state in
      var found: Secret?
      for invitation in state.invitations where invitation.code.matches(code) {
        found = invitation.session
      }
      return found
    }
  }

  /// Gives a name to who came by the token.
  func rename(_ cookie: String, to given: String) throws(RequestFault) -> Person {
    guard let name = PersonName.checked(given) else {
      throw RequestFault(.badRequest, "a name has 1 to \(PersonName.longest) letters")
    }
    let result = state.withLock { state -> Result<Person, RequestFault> in
      guard let place = state.sessions.firstIndex(where: { $0.secret.matches(cookie) }) else {
        return .failure(RequestFault(.forbidden, "the name of an invitation cannot be changed"))
      }
      guard !state.invitations.contains(where: { $0.name == name }) else {
        return .failure(RequestFault(.conflict, "\(name) has an invitation; take another name"))
      }
      state.sessions[place].person.name = name
      return .success(state.sessions[place].person)
    }
    return try result.get()
  }
}
