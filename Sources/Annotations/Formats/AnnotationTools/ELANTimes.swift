internal import Frames

/// When the annotations of an EAF start and end.
///
/// A slot without a time lies between two that have one: the annotations of a chain (each starts at
/// the slot at which the last one ends) share the time between both evenly, as ELAN shows them.
/// Annotations that refer to another share its time evenly in their order.
struct ELANTimes {
  static let zero = MediaTime(value: 0, timescale: 1)

  private var times: [String: (start: MediaTime, end: MediaTime)] = [:]

  subscript(id: String) -> (start: MediaTime, end: MediaTime)? { times[id] }

  init(_ document: ELANDocument) throws(MarkupError) {
    for tier in document.tiers { try align(tier, document) }
    try refer(document)
  }

  private mutating func align(
    _ tier: ELANDocument.Tier, _ document: ELANDocument
  ) throws(MarkupError) {
    let aligned = tier.annotations.filter { $0.slots != nil }
    let free = try freeSlots(aligned, document)
    for annotation in aligned {
      guard let slots = annotation.slots else { continue }
      var ends: [MediaTime] = []
      for slot in [slots.start, slots.end] {
        guard let stated = document.slots[slot] else {
          throw annotation.fault("the time slot \"\(slot)\" does not exist")
        }
        guard let time = stated.map({ Self.time($0, 1, document) }) ?? free[slot] else {
          throw annotation.fault(
            "the time slot \"\(slot)\" has no time, and no annotations lead from it to slots with "
              + "one on both sides")
        }
        ends.append(time)
      }
      if ends[1] < ends[0] { throw annotation.fault("the annotation ends before it starts") }
      guard times.updateValue((ends[0], ends[1]), forKey: annotation.id) == nil else {
        throw annotation.fault("the annotation \"\(annotation.id)\" appears twice")
      }
    }
  }

  /// The times of slots without one, spread evenly along their chains.
  private func freeSlots(
    _ annotations: [ELANDocument.Annotation], _ document: ELANDocument
  ) throws(MarkupError) -> [String: MediaTime] {
    func stated(_ slot: String) -> Int64? { document.slots[slot] ?? nil }
    var next: [String: String] = [:]
    for annotation in annotations {
      guard let slots = annotation.slots, stated(slots.start) == nil || stated(slots.end) == nil
      else { continue }
      guard next.updateValue(slots.end, forKey: slots.start) == nil else {
        throw annotation.fault("two annotations begin at the time slot \"\(slots.start)\"")
      }
    }
    var free: [String: MediaTime] = [:]
    for start in next.keys {
      guard let from = stated(start) else { continue }
      var chain: [String] = []
      var slot = next[start]
      while let current = slot, stated(current) == nil, chain.count <= annotations.count {
        chain.append(current)
        slot = next[current]
      }
      guard let last = slot, let to = stated(last) else { continue }
      let parts = Int64(chain.count + 1)
      for (index, name) in chain.enumerated() {
        free[name] = Self.time(from * parts + (to - from) * Int64(index + 1), parts, document)
      }
    }
    return free
  }

  /// `value / parts` milliseconds, with the origin of the medium.
  private static func time(_ value: Int64, _ parts: Int64, _ document: ELANDocument) -> MediaTime {
    MediaTime(Int128(value) + Int128(document.origin) * Int128(parts), over: Int128(parts) * 1000)
      ?? zero
  }

  private mutating func refer(_ document: ELANDocument) throws(MarkupError) {
    var waiting: [[ELANDocument.Annotation]] = []
    for tier in document.tiers {
      let groups = Dictionary(grouping: tier.annotations.filter { $0.slots == nil }) {
        $0.parent ?? ""
      }
      for group in groups.values { waiting.append(try ordered(group)) }
    }
    // A tier may refer to one that refers to another; each round finds those whose parent is known.
    while !waiting.isEmpty {
      var left: [[ELANDocument.Annotation]] = []
      for group in waiting {
        guard let parent = group[0].parent, let whole = times[parent] else {
          left.append(group)
          continue
        }
        let parts = Int128(group.count)
        let (start, end) = (whole.start.fraction, whole.end.fraction)
        func moment(_ part: Int) -> MediaTime? {
          MediaTime(
            start.value * end.scale * (parts - Int128(part)) + end.value * start.scale
              * Int128(part),
            over: start.scale * end.scale * parts)
        }
        for (part, annotation) in group.enumerated() {
          guard let from = moment(part), let to = moment(part + 1) else {
            throw annotation.fault("its time is beyond any timeline")
          }
          guard times.updateValue((from, to), forKey: annotation.id) == nil else {
            throw annotation.fault("the annotation \"\(annotation.id)\" appears twice")
          }
        }
      }
      if left.count == waiting.count {
        let annotation = left.map { $0[0] }.min { ($0.line, $0.column) < ($1.line, $1.column) }
        throw (annotation ?? left[0][0]).fault(
          "it refers to the annotation \"\(annotation?.parent ?? "")\", which has no time")
      }
      waiting = left
    }
  }

  /// Annotations of one parent in the order of `PREVIOUS_ANNOTATION`, else of the file.
  private func ordered(
    _ group: [ELANDocument.Annotation]
  ) throws(MarkupError) -> [ELANDocument.Annotation] {
    var following: [String: Int] = [:]
    for (index, annotation) in group.enumerated() {
      guard let previous = annotation.previous else { continue }
      following[previous] = index
    }
    guard !following.isEmpty else { return group }
    guard let first = group.first(where: { $0.previous == nil }) else {
      throw group[0].fault("the annotations before it form a ring")
    }
    var order = [first]
    while order.count <= group.count, let index = following[order[order.count - 1].id] {
      order.append(group[index])
    }
    // Those that no chain names keep the order of the file behind the rest.
    let named = Set(order.map(\.id))
    order = Array(order.prefix(group.count)) + group.filter { !named.contains($0.id) }
    guard Set(order.map(\.id)).count == group.count, order.count == group.count else {
      throw group[0].fault("the annotations that follow it form a ring")
    }
    return order
  }
}

extension ELANDocument.Annotation {
  func fault(_ reason: String) -> MarkupError {
    MarkupError(line: line, column: column, reason: reason)
  }
}
