import Annotations
import LinearAlgebra
import Testing

@testable import Skillet

@Suite struct StepGraphPictureTests {
  /// Steps in a chain, and other edges between any two.
  private func document(_ random: inout SplitMix64, steps count: Int) -> StepGraphDocument {
    var edges = (0..<count - 1).map {
      StepGraphDocument.Edge(from: $0, to: $0 + 1, count: 1, probability: 0.5)
    }
    edges.append(.init(from: nil, to: count / 2, count: 1, probability: 0.5))
    edges.append(.init(from: 0, to: nil, count: 1, probability: 0.5))
    for _ in 0..<2 * count {
      edges.append(
        .init(
          from: Int(random.next() % UInt64(count)), to: Int(random.next() % UInt64(count)),
          count: 1, probability: 0.25))
    }
    return StepGraphDocument(
      task: "made",
      method: .init(
        name: "counts", minimumProbability: 0, optionalBelow: 0.9, interchangeShare: 0.25, seed: 0,
        version: "0"),
      steps: (0..<count).map {
        .init(
          label: "step \($0)", sequences: 1, occurrences: 1, repeats: 0, starts: 0, ends: 0,
          meanPlace: Double($0) / Double(count), isOptional: false)
      },
      edges: edges,
      interchanges: (2..<count).map { .init(first: $0 - 2, second: $0, inOrder: 1, reversed: 1) },
      paths: [.init(steps: Array(0..<count), count: 1)])
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `lanes beside the boxes hold one line at each place, and all lie within the picture`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let made = document(&random, steps: 4 + Int(seed))
    let layout = StepGraphLayout(made)
    let rows = layout.boxOfStep.map { $0.map { layout.boxes[$0].row } }
    let long = made.edges.indices.compactMap { index -> (lane: Int, from: Int, to: Int)? in
      let edge = made.edges[index]
      let from = edge.from.flatMap { rows[$0] } ?? -1
      let to = edge.to.flatMap { rows[$0] } ?? layout.rowEdges.count
      let lane = layout.lanes.edges[index]
      #expect((abs(from - to) > 1) == (lane != nil), "seed \(seed), edge \(index)")
      return lane.map { ($0, from, to) }
    }
    #expect(!long.isEmpty)
    for (place, one) in long.enumerated() {
      for other in long.dropFirst(place + 1)
      where one.lane == other.lane && (one.from < one.to) == (other.from < other.to) {
        let apart =
          max(one.from, one.to) <= min(other.from, other.to)
          || max(other.from, other.to) <= min(one.from, one.to)
        #expect(apart, "seed \(seed): \(one) and \(other)")
      }
    }
    let routes = StepGraphRoutes(made, layout)
    for index in made.edges.indices where layout.lanes.edges[index] != nil {
      let route = try #require(routes.edge(index))
      #expect(route.x > 0 && route.x < layout.width, "seed \(seed)")
      #expect(route.x < layout.left || route.x > layout.right, "seed \(seed)")
    }
  }
}
