/// The videos of a data set, each with an id of its own, and what could not be read of the list.
public struct VideoList: Sendable {
  /// The videos: those of folders by name, those of manifests in their order.
  public private(set) var entries: [VideoEntry] = []
  /// Folders and names that could not be read, a line each: videos may be missing for each.
  public var faults: [String] = []
  /// What a person should know.
  public var notes: [String] = []

  /// No videos.
  public init() {}

  /// Adds videos, of which none may have the id of another.
  ///
  /// - Parameter place: where an entry stands in its list, for the complaint.
  mutating func set(
    _ entries: [VideoEntry], place: (Int) -> String, advice: String
  ) throws(BatchError) {
    var seen: [String: Int] = [:]
    seen.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      if let fault = Self.fault(ofID: entry.id) {
        throw BatchError(.badData, "\(place(index)): the id \"\(entry.id)\" \(fault)")
      }
      if let first = seen.updateValue(index, forKey: entry.id) {
        throw BatchError(
          .badData,
          "\(place(index)): the id \"\(entry.id)\" is taken by \(place(first)); \(advice)")
      }
    }
    self.entries = entries
  }

  private static func fault(ofID id: String) -> String? {
    if id.isEmpty { return "is empty" }
    if id.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character" }
    return id.utf8.count > 4096 ? "has over 4096 bytes" : nil
  }
}
