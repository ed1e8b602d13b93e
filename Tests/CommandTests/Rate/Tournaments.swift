import Foundation
import Testing

/// Tournaments as a person makes them, for the tests of `skillet rate`.
enum Tournaments {
  /// A table of clips without videos: `tie0`, `tie1`, … of the skill `tie`, and so on.
  static func table(_ counts: KeyValuePairs<String, Int>) -> String {
    "clip,skill,performer\n"
      + counts.map { skill, count in
        (0..<count).map { "\"\(skill)\($0)\",\"\(skill)\",p\($0 % 3)\n" }.joined()
      }.joined()
  }

  /// Makes `T.skillet` of such clips.
  static func start(
    _ counts: KeyValuePairs<String, Int> = ["tie": 4], _ options: [String] = [], in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    try box.write("clips.csv", Array(table(counts).utf8))
    let run = try Tool.run(
      ["rate", "start", "clips.csv", "--out", "T.skillet"] + options, in: box)
    try #require(run.code == 0, "\(run.story)", sourceLocation: location)
  }

  /// The pairs that there are to judge, by a reader that is not Skillet's.
  static func next(
    _ options: [String] = [], in box: Sandbox, location: SourceLocation = #_sourceLocation
  ) throws -> [[String: Any]] {
    let run = try Tool.run(["rate", "next", "T.skillet", "--json"] + options, in: box)
    try #require(run.code == 0, "\(run.story)", sourceLocation: location)
    return try #require(
      try run.json()["pairs"] as? [[String: Any]], "\(run.story)", sourceLocation: location)
  }

  /// The number of a pair and the names of its clips.
  static func facts(_ pair: [String: Any]) throws -> (number: Int, left: String, right: String) {
    let sides = try ["left", "right"].map {
      try #require((pair[$0] as? [String: Any])?["clip"] as? String)
    }
    return (try #require(pair["pair"] as? Int), sides[0], sides[1])
  }

  /// Records answers, lines of `PAIR,ANSWER,JUDGE`.
  @discardableResult
  static func record(
    _ lines: [String], in box: Sandbox, location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let run = try Tool.run(
      ["rate", "record", "T.skillet", "-"], in: box,
      input: lines.map { $0 + "\n" }.joined())
    try #require(run.code == 0, "\(run.story)", sourceLocation: location)
    return run.out.split(separator: "\n").map(String.init)
  }

  /// Judges every open pair as the number at the end of each name says; the judges are `a`, `b`, ….
  static func judgeRound(votes: Int = 5, in box: Sandbox) throws -> Int {
    let pairs = try next(in: box).map(facts)
    try record(
      pairs.flatMap { pair in
        let (left, right) = (
          Int(String(pair.left.last ?? "0")), Int(String(pair.right.last ?? "0"))
        )
        return (0..<votes).map {
          "\(pair.number),\(left ?? 0 > right ?? 0 ? "left" : "right"),judge\($0)"
        }
      }, in: box)
    return pairs.count
  }

  /// The rows of a CSV export, the head first.
  static func export(
    _ format: String, of name: String = "T.skillet", in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let run = try Tool.run(["rate", "export", name, "--format", format], in: box)
    try #require(run.code == 0, "\(run.story)", sourceLocation: location)
    return run.out.split(separator: "\n").map(String.init)
  }

  /// A program that prefers the higher number at the end of a name, as a shell script.
  static let program = """
    #!/bin/sh
    cat > /dev/null
    a=$(printf %s "$1" | tail -c 1); b=$(printf %s "$2" | tail -c 1)
    if [ "$a" -gt "$b" ]; then echo left; else echo right; fi
    """

  /// Writes a program that can be run.
  static func write(program text: String, as name: String = "judge", in box: Sandbox) throws {
    try box.write(name, Array(text.utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: box.path(name))
  }
}
