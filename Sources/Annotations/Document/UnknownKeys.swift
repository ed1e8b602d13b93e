/// Members of a segments document that this version does not know, by the object they stood in.
///
/// An object is named by its place: the empty string for the document itself, `video`,
/// `video.color`, `method`, `segments[3]`, `segments[3].start`.
public struct UnknownKeys: Sendable, Hashable {
  private var members: [String: [JSONMember]] = [:]

  /// Nothing unknown.
  public init() {}

  /// The unknown members of the object at a place, in the order of the file.
  public subscript(place: String) -> [JSONMember] {
    get { members[place] ?? [] }
    set { members[place] = newValue.isEmpty ? nil : newValue }
  }
}
