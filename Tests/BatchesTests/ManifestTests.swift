import Batches
import Foundation
import Testing

@Suite struct ManifestTests {
  @Test func `CSV gives paths from its own folder, ids, and the other columns`() throws {
    try inFolder { folder in
      let file = try folder.write(
        "list.csv",
        "path,id,actions,labels,split,operator,note\n"
          + "videos/a.mp4,one,acts/a.csv,truth/a.txt,train,anna,\"says \"\"hi\"\", twice\"\n"
          + "/abs/b.mp4,,,,,,\n")
      let entries = try VideoList([file]).entries
      #expect(entries.count == 2)
      #expect(entries[0].id == "one")
      #expect(entries[0].path == "\(folder.path)/videos/a.mp4")
      #expect(entries[0].actions == "\(folder.path)/acts/a.csv")
      #expect(entries[0].labels == "truth/a.txt")
      #expect(entries[0].split == "train")
      #expect(entries[0].columns == "{\"operator\":\"anna\",\"note\":\"says \\\"hi\\\", twice\"}")
      #expect(entries[1].id == "/abs/b")
      #expect(entries[1].path == "/abs/b.mp4")
      #expect(entries[1].split == nil)
    }
  }

  @Test func `JSON Lines give the same, and keep the types of other keys`() throws {
    try inFolder { folder in
      let file = try folder.write(
        "list.jsonl",
        "{\"path\": \"a.mp4\", \"split\": \"val\", \"trial\": 3, \"tags\": [\"x\"]}\n\n"
          + "{\"path\": \"b.mp4\", \"id\": \"b\", \"start\": 1.5, \"end\": 2}\n")
      let entries = try VideoList([file]).entries
      #expect(entries.map(\.id) == ["a", "b"])
      #expect(entries[0].columns == "{\"trial\":3,\"tags\":[\"x\"]}")
      #expect(entries[1].span == 1.5..<2)
      #expect(entries[1].columns == nil)
    }
  }

  @Test(arguments: [
    ("list.csv", "path,id\na.mp4,1\nb.mp4\n", "line 3: it has 1 fields, the head names 2 columns"),
    ("list.csv", "path,id\n,1\n", "line 2: its path is empty"),
    ("list.csv", "video,id\na.mp4,1\n", "line 1: no column is called \"path\""),
    ("list.csv", "path,path\na.mp4,1\n", "line 1: two columns are called \"path\""),
    ("list.csv", "path,start,end\na.mp4,3,2\n", "line 2: start and end should be seconds"),
    ("list.csv", "path,start,end\na.mp4,3,\n", "line 2: start and end should be seconds"),
    ("list.csv", "path,id\na.mp4,\"x\n", "line 2"),
    ("list.csv", "path,id\na.mp4,x\nb.mp4,y\nc.mp4,x\n", "line 4: the id \"x\" is taken by"),
    ("list.csv", "path\n", "names no video"),
    ("list.csv", "", "names no video"),
    ("list.jsonl", "{\"path\": \"a.mp4\"}\n{\"path\": 3}\n", "line 2: path should be a text"),
    ("list.jsonl", "{\"path\": \"a.mp4\"}\n{\"id\": \"b\"}\n", "line 2: its path is empty"),
    ("list.jsonl", "{\"path\": \"a.mp4\"}\n{\"path\": \"b\n", "line 2: column"),
    ("list.jsonl", "{\"path\": \"a.mp4\"}\n[1]\n", "line 2: it should be an object"),
    (
      "list.jsonl", "{\"path\": \"a\"}\n{\"path\": \"b\", \"id\": \"a\\u0007\"}\n", "line 2: the id"
    ),
  ])
  func `A bad row is refused with its line`(name: String, text: String, complaint: String) throws {
    try inFolder { folder in
      let file = try folder.write(name, text)
      let error = #expect(throws: BatchError.self) { try VideoList([file]) }
      #expect(error?.kind == .badData)
      #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
      #expect(error?.description.hasPrefix(file) == true)
    }
  }

  @Test func `A manifest that is not there, and one that is no text, are refused`() throws {
    try inFolder { folder in
      #expect(throws: BatchError.self) { try VideoList(["\(folder.path)/none.csv"]) }
      let file = "\(folder.path)/bad.csv"
      try Data("path\n".utf8 + [0xFF]).write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: BatchError.self) { try VideoList([file]) }
      #expect(error?.description.contains("not UTF-8") == true)
    }
  }
}
