/// Who asks: known by the cookie that the token or an invitation was exchanged for.
struct Person: Sendable, Hashable {
  /// The name that edits and judgements are recorded under; nil until the person gave one.
  var name: String?
  /// Whether it is who started the server, and may see the board and open rounds.
  var isOrganiser: Bool
  /// Whether the name came with an invitation and cannot be changed.
  var isInvited = false
}
