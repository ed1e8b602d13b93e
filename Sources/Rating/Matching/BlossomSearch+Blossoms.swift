extension BlossomSearch {
  /// Joins the odd cycle that an edge between two outer blossoms closes into one blossom.
  mutating func join(_ vertex: Int, _ other: Int) {
    let ancestor = commonAncestor(tops[vertex], tops[other])
    let down = path(from: tops[vertex], to: ancestor)
    let up = path(from: tops[other], to: ancestor)
    guard let blossom = unused.popLast() else {
      preconditionFailure("there are at most as many blossoms as vertices")
    }
    parts[blossom] = [ancestor] + down.reversed() + up
    links[blossom] =
      down.reversed().map { labelLinks[$0] } + [(vertex, other)]
      + up.map { (labelLinks[$0].to, labelLinks[$0].from) }
    bases[blossom] = bases[ancestor]
    prices[blossom] = 0
    parents[blossom] = -1
    let link = labelLinks[ancestor]
    for part in parts[blossom] {
      settle(part)
      if labels[part] == .inner { forEachVertex(of: part) { $0.queue.append($1) } }
      labels[part] = .none
      parents[part] = blossom
    }
    forEachVertex(of: blossom) { $0.tops[$1] = blossom }
    labels[blossom] = .outer
    labelLinks[blossom] = link
    stamps[blossom] = time
    labelled.append(blossom)
  }

  /// The first blossom that lies on both ways to the root.
  private mutating func commonAncestor(_ first: Int, _ second: Int) -> Int {
    mark += 1
    var (one, other) = (first, second)
    while true {
      if one >= 0 {
        if marks[one] == mark { return one }
        marks[one] = mark
        one = outerAbove(one)
      }
      swap(&one, &other)
    }
  }

  /// The next outer blossom towards the root, or -1 at the root.
  private func outerAbove(_ top: Int) -> Int {
    let from = labelLinks[top].from
    return from < 0 ? -1 : tops[labelLinks[tops[from]].from]
  }

  /// The blossoms on the way to an ancestor, without it.
  private func path(from top: Int, to ancestor: Int) -> [Int] {
    var (path, next) = ([Int](), top)
    while next != ancestor {
      let inner = tops[labelLinks[next].from]
      path += [next, inner]
      next = tops[labelLinks[inner].from]
    }
    return path
  }

  /// Takes an inner blossom whose price has fallen to zero apart.
  ///
  /// The parts on the way of even length from where it was entered to its base take its place in the
  /// tree; the others leave the tree.
  mutating func takeApartIfDue(_ blossom: Int) {
    guard parents[blossom] < 0, labels[blossom] == .inner else { return }
    settle(blossom)
    if prices[blossom] > 0 { return }
    let (ring, edges, entry) = (parts[blossom], links[blossom], labelLinks[blossom])
    for part in ring {
      parents[part] = -1
      labels[part] = .none
      forEachVertex(of: part) { $0.tops[$1] = part }
    }
    labels[blossom] = .none
    free(blossom)
    guard var place = ring.firstIndex(of: tops[entry.to]) else {
      preconditionFailure("a blossom is entered at one of its parts")
    }
    let step = place % 2 == 1 ? 1 : -1
    var link = entry
    while place % ring.count != 0 {
      addInner(ring[place], by: link)
      // The edge from the outer part, which is the mate's, to the next inner part.
      let outer = place + step
      let next = outer + step
      link = step == 1 ? edges[outer] : (edges[next].to, edges[next].from)
      place = next
    }
    addLabel(.inner, to: ring[0], by: link)
    for part in ring where labels[part] == .none {
      forEachVertex(of: part) { $0.noteFromOuter($1) }
    }
  }

  /// Notes when the edges that outer vertices have to a vertex without a label may be used.
  private mutating func noteFromOuter(_ vertex: Int) {
    for place in graph.starts[vertex]..<graph.starts[vertex + 1] {
      let other = Int(graph.neighbours[place])
      if labels[tops[other]] == .outer { note(other, vertex, cost: graph.costs[place]) }
    }
  }

  private mutating func free(_ blossom: Int) {
    parts[blossom] = []
    links[blossom] = []
    unused.append(blossom)
  }

  /// Joins an outer vertex to one without a mate, and changes mates along the way to the root.
  mutating func augment(_ vertex: Int, _ other: Int) {
    rebase(tops[other], at: other)
    mates[other] = vertex
    var (outer, mate) = (vertex, other)
    while true {
      let top = tops[outer]
      rebase(top, at: outer)
      mates[outer] = mate
      let from = labelLinks[top].from
      if from < 0 { return }
      let inner = tops[from]
      let link = labelLinks[inner]
      rebase(inner, at: link.to)
      mates[link.to] = link.from
      (outer, mate) = (link.from, link.to)
    }
  }

  /// Changes mates within a blossom so that a vertex of it may have its mate outside.
  private mutating func rebase(_ blossom: Int, at vertex: Int) {
    if blossom < graph.count { return }
    var part = vertex
    while parents[part] != blossom { part = parents[part] }
    rebase(part, at: vertex)
    let ring = parts[blossom]
    let edges = links[blossom]
    guard let start = ring.firstIndex(of: part) else {
      preconditionFailure("a part lies in its blossom")
    }
    let step = start % 2 == 1 ? 1 : -1
    var place = start
    while place % ring.count != 0 {
      let (near, far) = (place + step, place + 2 * step)
      let edge = step == 1 ? edges[near] : (edges[far].to, edges[far].from)
      rebase(ring[near], at: edge.0)
      rebase(ring[far % ring.count], at: edge.1)
      (mates[edge.0], mates[edge.1]) = (edge.1, edge.0)
      place = far
    }
    parts[blossom] = Array(ring[start...] + ring[..<start])
    links[blossom] = Array(edges[start...] + edges[..<start])
    bases[blossom] = vertex
  }
}
