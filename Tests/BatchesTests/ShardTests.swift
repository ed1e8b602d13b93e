import Batches
import Testing

@Suite struct ShardTests {
  @Test(arguments: ["0/1", "2/3", "999999/1000000"])
  func `A shard reads back`(text: String) {
    #expect(Shard(text)?.description == text)
  }

  @Test(arguments: ["3/3", "-1/3", "1", "a/b", "1/0", "1/2/3", "", "0/1000001"])
  func `What is no shard is refused`(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `Every video is in one shard, and shards are about as large as each other`(
    count: Int
  ) throws {
    let shards = try (0..<count).map { try #require(Shard("\($0)/\(count)")) }
    var sizes = [Int](repeating: 0, count: count)
    for number in 0..<20_000 {
      let holders = shards.indices.filter { shards[$0].contains("episode_\(number)") }
      #expect(holders.count == 1)
      sizes[holders[0]] += 1
    }
    let fair = 20_000 / count
    // Five standard deviations of a fair draw.
    let slack = Int(5 * Double(fair).squareRoot()) + 1
    #expect(sizes.allSatisfy { abs($0 - fair) <= slack }, "\(sizes)")
  }

  /// Computed by an independent script, so that other engines can split alike.
  @Test(arguments: [
    ("", "efd01f60ba992926"), ("a", "82a2a958a9bece5b"),
    ("kitchen/episode_000001", "124253de2621a8fd"), ("täst", "ec32c69215732c68"),
  ])
  func `The hash never changes`(text: String, hash: String) {
    #expect(StableHash.hexadecimal(StableHash.value(text)) == hash)
  }
}
