/// When something may happen in a search, the earliest first.
struct EventHeap {
  struct Event {
    var time: Int64
    var first: Int32
    /// The other end of an edge, or -1 where `first` is a blossom to be taken apart.
    var second: Int32
    /// What the edge costs.
    var cost: Int64 = 0
  }

  private var events: [Event] = []

  mutating func removeAll() { events.removeAll(keepingCapacity: true) }

  mutating func push(_ event: Event) {
    var place = events.count
    events.append(event)
    while place > 0 {
      let parent = (place - 1) / 2
      if events[parent].time <= event.time { break }
      events[place] = events[parent]
      place = parent
    }
    events[place] = event
  }

  mutating func pop() -> Event? {
    guard let first = events.first, let last = events.popLast() else { return nil }
    if events.isEmpty { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= events.count { break }
      if child + 1 < events.count, events[child + 1].time < events[child].time { child += 1 }
      if last.time <= events[child].time { break }
      events[place] = events[child]
      place = child
    }
    events[place] = last
    return first
  }
}
