import Foundation
import Testing

/// The files of `skillet features`; NumPy's own reader checks them with the release checks.
@Suite struct FeaturesTests {
  /// The header and the values' bytes of a NumPy file.
  private func npy(_ data: Data) throws -> (header: String, bytes: Int) {
    let bytes = Array(data)
    #expect(Array(bytes.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    let length = Int(bytes[8]) + Int(bytes[9]) << 8
    #expect((10 + length).isMultiple(of: 64))
    return (String(decoding: bytes[10..<10 + length], as: UTF8.self), bytes.count - 10 - length)
  }

  @Test func aNumPyFileHasItsTimesAndFramesBesideIt() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(["features", "demo.mp4"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(try box.names() == ["demo.mp4", "demo.npy", "demo.times.npy", "demo.json"])
      let facts = try box.json("demo.json")
      let frames = try #require(facts["frames"] as? [Int])
      #expect(facts["schema"] as? String == "skillet.features/1")
      #expect((facts["pts"] as? [Int])?.count == frames.count)
      #expect(frames == frames.sorted() && frames.count > 20 && frames.last ?? 90 < 90)
      let values = try npy(box.data("demo.npy"))
      #expect(values.header.contains("'descr': '<f4'"))
      #expect(values.header.contains("'shape': (\(frames.count), 68)"))
      #expect(values.bytes == frames.count * 68 * 4)
      let times = try npy(box.data("demo.times.npy"))
      #expect(times.header.contains("'descr': '<f8'"))
      #expect(times.bytes == frames.count * 8)
      #expect(run.out.hasPrefix("\(frames.count) vectors of 68 values"), "\(run.out)")
    }
  }

  @Test func aSafetensorsFileHoldsItAll() throws {
    try inSandbox { box in
      let run = try Tool.run(["features", Fixture.scenes(), "--out", "x.safetensors"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(try box.names() == ["x.safetensors"])
      let bytes = Array(try box.data("x.safetensors"))
      let length = (0..<8).reduce(0) { $0 + Int(bytes[$1]) << (8 * $1) }
      let header = try jsonObject(Data(bytes[8..<8 + length]), "the header")
      #expect(
        Set(header.keys) == ["features", "seconds", "frames", "__metadata__"])
      let features = try #require(header["features"] as? [String: Any])
      #expect(features["dtype"] as? String == "F32")
      #expect((features["shape"] as? [Int])?.last == 68)
      let ends = header.values.compactMap { ($0 as? [String: Any])?["data_offsets"] as? [Int] }
      #expect(ends.map { $0[1] }.max() == bytes.count - 8 - length)
    }
  }

  @Test func formatNamesTheFile() throws {
    try inSandbox { box in
      try box.copy(Fixture.still(), as: "demo.mp4")
      let run = try Tool.run(["features", "demo.mp4", "--format", "safetensors"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(try box.names() == ["demo.mp4", "demo.safetensors"])
    }
  }

  @Test func earlierFilesAreKeptWithoutForce() throws {
    try inSandbox { box in
      let video = try Fixture.still()
      for name in ["f.npy", "f.times.npy", "f.json"] {
        try box.write(name, Array("mine".utf8))
        let before = try box.contents()
        let run = try Tool.run(["features", video, "--out", "f.npy"], in: box)
        #expect(run.code == 73 && run.err.contains(name), "\(run.story)")
        try box.expectUntouched(before, run.story)
        let forced = try Tool.run(["features", video, "--out", "f.npy", "--force"], in: box)
        #expect(forced.code == 0, "\(forced.story)")
        #expect(try box.text("f.json").contains("skillet.features/1"))
        for written in ["f.npy", "f.times.npy", "f.json"] {
          try FileManager.default.removeItem(atPath: box.path(written))
        }
      }
    }
  }

  @Test(arguments: [
    ["--out", "x.mp4"], ["--out", "x"], ["--out", "-"], ["--format", "csv"],
    ["--out", "x.npy", "--format", "safetensors"], ["--threads", "0"],
  ])
  func aNameThatPromisesAnotherFormatIsRefused(options: [String]) throws {
    try inSandbox { box in
      let run = try Tool.run(["features", Fixture.still()] + options, in: box)
      #expect(run.code == 64, "\(run.story)")
      #expect(try box.names() == [])
    }
  }
}
