internal import Annotations
internal import Foundation

/// What the list wants to know of a document that nobody has opened.
struct ReviewIndexing: Sendable {
  /// The document, where its figures were wanted; nil where it cannot be read.
  let document: SegmentsDocument?
  /// How often each label is in use.
  let labels: [String: Int]

  /// Reads a document; nil where there is none.
  ///
  /// Where only labels are wanted, most documents are
  /// done with after a look for the word.
  init?(_ path: String, needsFigures: Bool) {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = Array(data)
    guard needsFigures || Self.hasLabel(bytes) else {
      (document, labels) = (nil, [:])
      return
    }
    let read = String(validating: bytes, as: UTF8.self)
      .flatMap { try? SegmentsDocument(text: $0, file: path) }
    document = read
    labels = (read?.segments ?? []).reduce(into: [:]) { counts, segment in
      if let label = segment.label { counts[label, default: 0] += 1 }
    }
  }

  /// Whether some label is a text and not null.
  private static func hasLabel(_ bytes: [UInt8]) -> Bool {
    let key = Array("\"label\":".utf8)
    var place = 0
    while place + key.count < bytes.count {
      guard bytes[place] == key[0], bytes[place..<(place + key.count)].elementsEqual(key) else {
        place += 1
        continue
      }
      place += key.count
      while place < bytes.count, bytes[place] == 0x20 { place += 1 }
      if place < bytes.count, bytes[place] == 0x22 { return true }
    }
    return false
  }
}
