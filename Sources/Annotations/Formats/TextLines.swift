/// The lines of a text, whether they end with LF or CR LF, the last one with or without.
struct TextLines {
  let lines: [String]

  init(_ text: String) {
    var lines: [String] = []
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let content = line.last == 0x0D ? line.dropLast() : line
      lines.append(String(decoding: content, as: UTF8.self))
    }
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }
}
