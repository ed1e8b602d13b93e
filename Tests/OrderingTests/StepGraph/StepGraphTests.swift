import LinearAlgebra
@testable import Ordering
import Testing

/// Random paths of a task, some of which repeat.
func madePaths(
  steps: Int, count: Int, repeats: Bool = false, using generator: inout SplitMix64
) -> [[Int]] {
  (0..<count).map { _ in
    var path = generator.permutation(steps)
    path.removeLast(generator.next(below: steps))
    if repeats, path.count > 2 { path.append(path[0]) }
    return path
  }
}

@Suite struct StepGraphTests {
  @Test func `equal paths are kept once and counted`() {
    let paths = StepPaths(stepCount: 3, [[0, 1], [1, 0], [0, 1], [0, 2, 0]])
    #expect(paths.paths == [[0, 1], [1, 0], [0, 2, 0]])
    #expect(paths.counts == [2, 1, 1])
    #expect(paths.mostOften == [2, 1, 1])
    #expect(paths.sequenceCount == 4)
  }

  @Test func `a small graph is the one counted by hand`() {
    let graph = StepGraph(StepPaths(stepCount: 3, [[0, 1], [0, 1], [1, 0, 2], [0]]))
    let expected: [StepGraph.Edge] = [
      .init(from: nil, to: 0, count: 3, probability: 0.75),
      .init(from: nil, to: 1, count: 1, probability: 0.25),
      .init(from: 0, to: 1, count: 2, probability: 0.5),
      .init(from: 0, to: 2, count: 1, probability: 0.25),
      .init(from: 0, to: nil, count: 1, probability: 0.25),
      .init(from: 1, to: nil, count: 2, probability: 2 / 3),
      .init(from: 1, to: 0, count: 1, probability: 1 / 3),
      .init(from: 2, to: nil, count: 1, probability: 1),
    ]
    #expect(graph.edges == expected)
    #expect(graph.nodes.map(\.sequences) == [4, 3, 1])
    #expect(graph.nodes[0].starts == 3)
    #expect(graph.nodes[1].ends == 2)
    #expect(graph.share(of: 2) == 0.25)
    #expect(graph.nodes[2].meanPlace == 1)
    let swapped = graph.interchanges(least: 1)
    #expect(swapped.map { [$0.first, $0.second, $0.inOrder, $0.reversed] } == [[0, 1, 2, 1]])
    #expect(graph.interchanges() == [])
  }

  @Test(arguments: 0..<20) func `edges and orders agree with plain counting`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let size = 2 + generator.next(below: 5)
    let sequences = madePaths(steps: size, count: 30, repeats: seed % 2 == 0, using: &generator)
    let graph = StepGraph(StepPaths(stepCount: size, sequences))
    for from in 0..<size {
      let all = sequences.reduce(0) { $0 + $1.count { $0 == from } }
      let out = graph.edges.filter { $0.from == from }
      #expect(out.reduce(0) { $0 + $1.count } == all, "seed \(seed)")
      if all > 0 {
        #expect(abs(out.reduce(0) { $0 + $1.probability } - 1) < 1e-12, "seed \(seed)")
      }
      for to in 0..<size {
        let pairs = sequences.reduce(0) { sum, path in
          sum + zip(path, path.dropFirst()).count { $0 == from && $1 == to }
        }
        #expect((out.first { $0.to == to }?.count ?? 0) == pairs, "seed \(seed)")
        let before = sequences.count { path in
          guard from != to, let one = path.firstIndex(of: from), let two = path.firstIndex(of: to)
          else { return false }
          return one < two
        }
        #expect(graph.precedence[from * size + to] == before, "seed \(seed)")
      }
    }
  }

  @Test func `decoding keeps pairs that more than so many likely paths share`() {
    let paths = StepPaths(stepCount: 3, Array(repeating: [0, 1, 2], count: 30) + [[1, 0, 2]])
    let graph = StepGraph(decoding: StepCounts(paths), paths: 5, threshold: 1)
    #expect(graph.edges.allSatisfy { $0.count > 1 && $0.probability == Double($0.count) / 5 })
    // The likeliest five are 0 1 2, 1 2, 1 0 2, 0 2 and 2.
    #expect(graph.edges.contains { $0.from == 1 && $0.to == 2 && $0.count == 2 })
    #expect(!graph.edges.contains { $0.from == 0 && $0.to == 1 })
    let strict = StepGraph(decoding: StepCounts(paths), paths: 5, threshold: 5)
    #expect(strict.edges == [])
  }
}
