import Foundation
import Testing

/// The files of annotation tools, data sets and robots as a user converts and checks them.
@Suite struct ExchangedFileTests {
  private static let coin = """
    {"database": {"NLy": {"duration": 26.795, "class": "PoleVault", "subset": "training",
    "recipe_type": 116, "annotation": [{"id": "373", "segment": [21.0, 22.5], "label": "run"},
    {"id": "373", "segment": [22.0, 24.0], "label": "run up"}]}}}
    """

  @Test func `spans that overlap and two labels of one number survive where they can be held`()
    throws
  {
    try inSandbox { box in
      try box.write("a.json", Self.coin.utf8)
      for format in ["activitynet", "via", "coin"] {
        let run = try Tool.run(
          ["convert", "a.json", "--to", format, "--out", "\(format).txt"], in: box)
        #expect(run.code == 0, "\(run.story)")
      }
      let same = try Tool.run(["convert", "coin.txt", "--to", "coin", "--strict"], in: box)
      #expect(same.code == 0 && same.out.contains("\"373\""), "\(same.story)")
      let back = try Tool.run(["convert", "via.txt", "--to", "activitynet"], in: box)
      #expect(back.out.contains("[21, 22.5]") && back.out.contains("[22, 24]"), "\(back.story)")
      let strict = try Tool.run(["convert", "a.json", "--to", "elan", "--strict"], in: box)
      #expect(strict.code == 65 && strict.err.contains("overlap"), "\(strict.story)")
    }
  }

  @Test(arguments: [
    (
      "bomb.eaf",
      "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]>\n"
        + "<ANNOTATION_DOCUMENT>&c;</ANNOTATION_DOCUMENT>", "line 2, column 1"
    ),
    (
      "outer.xml",
      "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><annotations>&b;</annotations>",
      "line 1, column 1"
    ),
    ("deep.xml", "<annotations>" + String(repeating: "<a>", count: 5000), "line 1, column 203"),
    (
      "latin.xml", "<?xml version='1.0' encoding='latin-1'?><annotations></annotations>",
      "line 1, column 1"
    ),
    ("cut.json", "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [0", "line 1, column 51"),
    (
      "types.json",
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [0, true], \"label\": \"a\"}]}}}",
      "database.v.annotations[0].segment[1]"
    ),
    (
      "long.json", "{\"database\": {\"" + String(repeating: "x", count: 3 << 20),
      "line 1, column 15"
    ),
    (
      "row.csv",
      "# CSV_HEADER = metadata_id,file_list,flags,temporal_coordinates,spatial_coordinates,metadata\n"
        + "\"1\",\"[\"\"a.mp4\"\"]\",0,\"[3,1]\",\"[]\",\"{}\"\n", "line 2, temporal_coordinates"
    ),
    (
      "plan.jsonl", "{\"role\": \"assistant\", \"style\": \"dance\", \"timestamp\": 0}\n",
      "line 1.style"
    ),
  ]) func `a malformed file is one clear line with a place`(
    name: String, text: String, place: String
  )
    throws
  {
    try inSandbox { box in
      try box.write(name, text.utf8)
      for arguments in [["convert", name, "--to", "vtt"], ["validate", name]] {
        let run = try Tool.run(arguments, in: box)
        #expect(run.code == 65, "\(run.story)")
        #expect((run.out + run.err).contains("\(name): ") || run.out.contains(name), "\(run.story)")
        #expect((run.out + run.err).contains(place), "\(run.story)")
        #expect((run.out + run.err).split(separator: "\n").count == 1, "\(run.story)")
      }
    }
  }

  @Test func `the bridge's program is printed whole`() throws {
    try inSandbox { box in
      let run = try Tool.run(["lerobot-bridge"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(run.out.hasPrefix("#!/usr/bin/env python3\n"))
      #expect(run.out.hasSuffix("    sys.exit(main())\n"))
    }
  }

  @Test func `a folder of LeRobot 2 gives a video an episode, that of 3 names the bridge`() throws {
    try inSandbox { box in
      let info = "{\"codebase_version\": \"v2.1\", \"fps\": 30}"
      try box.write("set/meta/info.json", info.utf8)
      let episode = "{\"episode_index\": 7, \"tasks\": [\"tea\"], \"length\": 60}\n"
      try box.write("set/meta/episodes.jsonl", episode.utf8)
      let run = try Tool.run(["convert", "set", "--to", "refiner"], in: box)
      #expect(run.code == 0 && run.out.contains("\"end_sec\": 2"), "\(run.story)")
      try box.write("set/meta/info.json", info.replacing("v2.1", with: "v3.0").utf8)
      let newer = try Tool.run(["convert", "set", "--to", "refiner"], in: box)
      #expect(newer.code == 65 && newer.err.contains("lerobot_bridge.py read"), "\(newer.story)")
    }
  }
}
