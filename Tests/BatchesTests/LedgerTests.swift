import Annotations
import Batches
import Foundation
import Testing

@Suite struct LedgerTests {
  private func outcome(_ id: String, attempt: Int = 1, error: String? = nil) -> Outcome {
    var outcome = Outcome(id: id, settings: "s", inputs: [FileStamp(size: 3, modified: 7)])
    outcome.attempt = attempt
    outcome.error = error
    if error == nil {
      outcome.finding = .init(
        frames: 9, duration: 0.3, segments: 2, sha256: "ab", warnings: ["w \"x\"\n"])
    }
    return outcome
  }

  private func read(_ folder: Folder) throws -> [Outcome] {
    var found: [Outcome] = []
    try LedgerReading(folder: folder.path).forEach { found.append($0) }
    return found
  }

  @Test func `Lines read back as they were written`() throws {
    try inFolder { folder in
      let ledger = try Ledger(.whole, in: folder.path, note: { _ in })
      let lines = [outcome("a"), outcome("b/ü\u{1F600}", error: "no"), outcome("a", attempt: 2)]
      for line in lines { try ledger.append(line) }
      #expect(try read(folder) == lines)
    }
  }

  @Test func `A line that was cut off is forgotten, and the next one stands on its own`() throws {
    try inFolder { folder in
      let path = "\(folder.path)/0-of-1.jsonl"
      do {
        let ledger = try Ledger(.whole, in: folder.path, note: { _ in })
        try ledger.append(outcome("a"))
        try ledger.append(outcome("b"))
      }
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      let second = try #require(whole.firstIndex(of: 0x0A)) + 1
      for length in [second, second + 1, second + 40, whole.count - 1] {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(try read(folder).map(\.id) == ["a"])
        let ledger = try Ledger(.whole, in: folder.path, note: { _ in })
        try ledger.append(outcome("c"))
        #expect(try read(folder).map(\.id) == ["a", "c"], "cut after \(length) bytes")
      }
    }
  }

  @Test func `A ledger longer than what is read at once is read whole`() throws {
    try inFolder { folder in
      let lines = try (0..<4000).map { number in
        try outcome("video \(number)" + String(repeating: "x", count: number % 300)).json
          .text(.compact)
      }
      try folder.write("0-of-1.jsonl", lines.joined(separator: "\n") + "\n{\"id\":\"torn")
      let found = try read(folder)
      #expect(found.count == 4000)
      for (number, outcome) in found.enumerated() {
        #expect(outcome.id.hasPrefix("video \(number)"))
      }
    }
  }

  @Test func `A damaged line is refused with its number`() throws {
    try inFolder { folder in
      try folder.write("0-of-2.jsonl", "{\"id\": \n")
      let error = #expect(throws: BatchError.self) { try read(folder) }
      #expect(error?.description.contains("0-of-2.jsonl: line 1 is damaged") == true)
    }
  }

  @Test func `A second run on the same shard is refused, and on another that may overlap`() throws {
    try inFolder { folder in
      let half = try #require(Shard("0/2"))
      do {
        let first = try Ledger(half, in: folder.path, note: { _ in })
        for shard in [half, .whole, try #require(Shard("1/3"))] {
          let error = #expect(throws: BatchError.self) {
            try Ledger(shard, in: folder.path, note: { _ in })
          }
          #expect(error?.description.contains("another run is writing here") == true)
        }
        _ = try Ledger(try #require(Shard("1/2")), in: folder.path, note: { _ in })
        try first.append(outcome("a"))
      }
      // Whoever held it is gone, the file is not.
      _ = try Ledger(.whole, in: folder.path, note: { _ in })
    }
  }

  @Test func `The last attempt counts, whichever file it stands in`() throws {
    try inFolder { folder in
      let one = try Ledger(try #require(Shard("0/3")), in: folder.path, note: { _ in })
      try one.append(outcome("a", attempt: 2))
      let two = try Ledger(try #require(Shard("1/3")), in: folder.path, note: { _ in })
      try two.append(outcome("a", attempt: 1, error: "no"))
      try two.append(outcome("stranger"))
      let list = try VideoList([folder.write("l.csv", "path,id\nx.mp4,a\nx.mp4,b\n")])
      let standing = try Standing(
        list, ledgers: LedgerReading(folder: folder.path), settings: "s", keepsDigests: true)
      #expect(standing.records.map(\.isDone) == [true, false])
      #expect(standing.records.map(\.attempts) == [2, 0])
      #expect(standing.records[0].stamps == Standing.hash([FileStamp(size: 3, modified: 7)]))
      #expect(standing.strangers == 1)
      #expect(standing.digests == [0: "ab"])
    }
  }

  @Test func `A stamp changes with size and time, and a missing file has its own`() throws {
    try inFolder { folder in
      let path = try folder.write("a", "xy")
      let first = FileStamp(of: path)
      #expect(first.size == 2)
      try folder.write("a", "xyz")
      #expect(FileStamp(of: path) != first)
      #expect(FileStamp(of: "\(path)/none") == .missing)
    }
  }
}
