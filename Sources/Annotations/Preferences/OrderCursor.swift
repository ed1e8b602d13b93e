/// Reads `1,2,{3,4}`: numbers of alternatives, those that share a place in braces.
struct OrderCursor {
  struct Fault: Error {
    let reason: String
  }

  private let bytes: Substring.UTF8View
  private var tie: [Int]?
  private var found: [[Int]] = []
  private var seen: Set<Int> = []

  init(_ bytes: Substring.UTF8View) { self.bytes = bytes }

  mutating func places() throws(Fault) -> [[Int]] {
    var number: Int?
    // A place in braces was closed, so a comma or the end has to follow.
    var isClosed = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let next = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        if isClosed || next > Int(Int32.max) { throw fault(byte) }
        number = next
      case UInt8(ascii: ","):
        if !isClosed { try add(number) }
        (number, isClosed) = (nil, false)
      case UInt8(ascii: "{"):
        if tie != nil || number != nil || isClosed { throw fault(byte) }
        tie = []
      case UInt8(ascii: "}"):
        guard tie != nil else { throw fault(byte) }
        try add(number)
        found.append(tie ?? [])
        (tie, number, isClosed) = (nil, nil, true)
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: throw fault(byte)
      }
    }
    if tie != nil { throw Fault(reason: "a brace is not closed") }
    if !isClosed { try add(number) }
    return found
  }

  private mutating func add(_ number: Int?) throws(Fault) {
    guard let number else { throw Fault(reason: "the number of an alternative is missing") }
    if !seen.insert(number).inserted {
      throw Fault(reason: "alternative \(number) stands twice")
    }
    if tie != nil { tie?.append(number) } else { found.append([number]) }
  }

  private func fault(_ byte: UInt8) -> Fault {
    Fault(reason: "\(JSONParser.name(of: byte)) does not belong there")
  }
}
