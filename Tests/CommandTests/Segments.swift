import Foundation
import Testing

/// A segments document as a program that is not Skillet reads it.
struct Segments {
  let starts: [Int]
  let ends: [Int]
  let kinds: [String?]
  let seconds: [Range<Double>]
  let frames: Int

  init(_ document: [String: Any]) throws {
    let video = try #require(document["video"] as? [String: Any])
    frames = try #require(video["frames"] as? Int)
    let segments = try #require(document["segments"] as? [[String: Any]])
    func moment(_ segment: [String: Any], _ key: String) throws -> (frame: Int, seconds: Double) {
      let time = try #require(segment[key] as? [String: Any])
      return (
        try #require(time["frame"] as? Int), try #require(time["seconds"] as? NSNumber).doubleValue
      )
    }
    starts = try segments.map { try moment($0, "start").frame }
    ends = try segments.map { try moment($0, "end").frame }
    kinds = segments.map { $0["kind"] as? String }
    seconds = try segments.map {
      let (start, end) = (try moment($0, "start").seconds, try moment($0, "end").seconds)
      try #require(start <= end)
      return start..<end
    }
  }

  /// Fails unless the segments cover every frame once, in order.
  func expectTiling(story: String, location: SourceLocation = #_sourceLocation) throws {
    #expect(starts.first == 0, "\(story)", sourceLocation: location)
    #expect(ends.last == frames, "\(story)", sourceLocation: location)
    #expect(
      Array(starts.dropFirst()) == Array(ends.dropLast()), "\(story)", sourceLocation: location)
    #expect(
      zip(starts, ends).allSatisfy { $0 < $1 }, "an empty segment: \(story)",
      sourceLocation: location)
    #expect(
      zip(seconds, seconds.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }, "\(story)",
      sourceLocation: location)
  }
}
