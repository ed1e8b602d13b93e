/// Which bytes of a file a request asks for, by its `Range` header.
enum ByteRange: Sendable, Hashable {
  /// All of them: nothing was asked for, or in a way that is not understood.
  case whole
  /// These.
  case part(Range<Int>)
  /// Bytes that the file does not have.
  case unsatisfiable

  /// Reads the header against a file of `size` bytes.
  ///
  /// One range is served, `first-last`, `first-` or `-length`. Several at once, which no video
  /// player asks for, are read as a wish for the whole file, as the standard allows.
  init(_ header: String?, of size: Int) {
    self = .whole
    guard let header, header.utf8.count < 200 else { return }
    let sign = header.firstIndex(of: "=") ?? header.endIndex
    guard header[..<sign].lowercased() == "bytes", sign < header.endIndex else { return }
    let wish = header[header.index(after: sign)...].filter { $0 != " " && $0 != "\t" }
    let ends = wish.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1])
    else { return }
    switch (first, last) {
    case (nil, nil): return
    case (nil, let length?):
      self = length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .unsatisfiable
    case (let first?, let last):
      if let last, last < first { return }
      let end = last.map { $0 < size ? $0 + 1 : size } ?? size
      self = first < size ? .part(first..<end) : .unsatisfiable
    }
  }

  /// A number, or the lack of one; nil for anything else.
  ///
  /// What exceeds 64 bits is as good as the largest number.
  private static func number(_ text: some StringProtocol) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return .some(Int(text) ?? Int.max)
  }
}
