internal import Annotations

/// The labels of a folder, for completion.
struct ReviewLabels: Sendable {
  private var counts: [String: Int] = [:]
  /// Labels of each document that was counted.
  private var byDocument: [String: [String: Int]] = [:]
  /// Different labels that are kept at most.
  private static let most = 20_000

  /// Counts those of a document, in place of what was counted of it before.
  mutating func know(_ review: OpenedReview) {
    var own: [String: Int] = [:]
    for level in review.history.state.levels {
      for mark in level.marks { if let label = mark.label { own[label, default: 0] += 1 } }
    }
    know(own, of: review.row.id)
  }

  mutating func know(_ own: [String: Int], of id: String) {
    for (label, count) in byDocument[id] ?? [:] {
      let left = (counts[label] ?? 0) - count
      counts[label] = left > 0 ? left : nil
    }
    byDocument[id] = own.isEmpty ? nil : own
    for (label, count) in own where counts[label] != nil || counts.count < Self.most {
      counts[label, default: 0] += count
    }
  }

  /// The most frequent ones, of equals by name.
  func top(_ count: Int) -> [String] {
    counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(count)
      .map(\.key)
  }
}
