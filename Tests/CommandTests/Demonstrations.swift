import Foundation
import Testing

/// Tiny data sets of videos with actions and true boundaries beside them.
enum Demonstrations {
  /// Frames of each clip.
  static let frames = [40, 44, 48, 52]
  /// How long a skill lasts.
  static let turn = 8

  /// A clip of moving cells, 64 x 64, 25 frames a second.
  static func clip(_ index: Int) throws -> String {
    try Fixture.make(
      "cells\(index).mp4",
      "-f lavfi -i life=s=16x16:mold=10:r=25:ratio=0.3:seed=\(index + 1):death_color=#C83232:"
        + "life_color=#00ff00,scale=64:64:flags=neighbor -frames:v \(frames[index]) "
        + "-c:v mpeg4 -q:v 3 -pix_fmt yuv420p")
  }

  /// Choices: two policies take turns.
  static func choices(_ count: Int) -> [Int] {
    (0..<count).map { row in
      let shown = (row * 7 + row / 3) % 2
      return row / turn % 2 == 0 ? shown : 2 + shown
    }
  }

  /// Two numbers a row that jump where another skill begins.
  static func moves(_ count: Int) -> [[Double]] {
    (0..<count).map { row in
      let side = Double((row / turn * 5) % 3) - 1
      return [side, Double(row % turn) / 10]
    }
  }

  static func segments(_ count: Int) -> String {
    stride(from: 0, to: count, by: turn).map {
      "{\"start_frame\": \($0), \"end_frame\": \(min(count, $0 + turn)), \"skill\": \"s\($0 % 3)\"}"
    }.joined(separator: ", ")
  }

  static func discrete(_ count: Int) -> String {
    "{\"fps\": 25, \"frames\": \(count), \"action_space\": {\"type\": \"discrete\", \"n\": 4}, "
      + "\"actions\": \(choices(count)), \"segments\": [\(segments(count))]}"
  }

  static func continuous(_ count: Int, scale: Double = 1) -> String {
    let rows = moves(count).map { "[\($0[0] * scale), \($0[1] * scale)]" }
    return "{\"fps\": 25, \"frames\": \(count), \"actions\": [\(rows.joined(separator: ", "))], "
      + "\"segments\": [\(segments(count))]}"
  }

  /// Puts a data set of four clips into the folder `data`.
  static func write(
    _ box: Sandbox, _ folder: String = "data", clips: Int = 4, sidecar: (Int) -> String
  ) throws {
    try FileManager.default.createDirectory(
      atPath: box.path(folder), withIntermediateDirectories: true)
    for index in 0..<clips {
      try box.copy(clip(index), as: "\(folder)/d\(index).mp4")
      try box.write("\(folder)/d\(index).json", Array(sidecar(frames[index]).utf8))
    }
  }
}
