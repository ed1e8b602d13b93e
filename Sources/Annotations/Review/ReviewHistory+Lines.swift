/// Why a history cannot be taken up, or not to its end.
public struct ReviewHistoryFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line of the file, from 1.
  public var line: Int
  /// What is wrong.
  public var reason: String

  /// One line.
  public var description: String { "line \(line): \(reason)" }
}

extension ReviewHistory {
  /// The schema's name as the file states it.
  public static let schema = "skillet.history/1"

  /// The first line of the file, with its newline: the machine's version.
  ///
  /// Throws where the document cannot be written.
  public func heading() throws(JSONError) -> String {
    try JSONValue.object([
      JSONMember("schema", .string(Self.schema)), JSONMember("document", document.json),
    ]).text(.compact) + "\n"
  }

  /// The line of an entry that was added last, with its newline.
  ///
  /// It carries what a list of many documents shows, so that of a long history only the last line
  /// has to be read for it.
  public func line(_ entry: ReviewEntry) throws(JSONError) -> String {
    let members = (entry.json.members ?? []) + [JSONMember("now", ReviewDigest(self).json)]
    return try JSONValue.object(members).text(.compact) + "\n"
  }

  /// What was found in a file.
  public struct Reading: Sendable {
    /// The history as far as it can be followed; nil where not even its first line can be read.
    public var history: ReviewHistory?
    /// Bytes of whole lines that were followed.
    public var wholeBytes: Int
    /// What stands behind the last newline: an edit that was never acknowledged.
    public var torn: [UInt8]
    /// Where the history could not be followed any further; nothing behind that was taken.
    public var fault: ReviewHistoryFault?
  }

  /// Reads a file; whatever it holds, nothing is thrown away: what cannot be followed is told.
  public static func read(_ bytes: [UInt8], file: String) -> Reading {
    var reading = Reading(history: nil, wholeBytes: 0, torn: [], fault: nil)
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    reading.torn = lines.popLast().map { Array($0) } ?? []
    for (position, line) in lines.enumerated() {
      func fault(_ reason: String) -> ReviewHistoryFault {
        ReviewHistoryFault(line: position + 1, reason: reason)
      }
      guard let json = try? JSONValue(parsing: Array(line)) else {
        reading.fault = fault("it is no JSON")
        return reading
      }
      do throws(ReviewHistoryFault) {
        if var history = reading.history {
          guard let entry = ReviewEntry(json: json) else {
            throw fault("it is no entry that this version of Skillet knows")
          }
          do throws(ReviewFault) {
            try history.append(entry)
          } catch {
            throw fault(error.description)
          }
          reading.history = history
        } else {
          reading.history = try heading(json, file: file, fault: fault)
        }
      } catch {
        reading.fault = error
        return reading
      }
      reading.wholeBytes += line.count + 1
    }
    return reading
  }

  private static func heading(
    _ json: JSONValue, file: String, fault: (String) -> ReviewHistoryFault
  ) throws(ReviewHistoryFault) -> ReviewHistory {
    guard let stated = json["schema"]?.string else { throw fault("it is no \(schema)") }
    guard stated == schema else {
      throw fault("it is \"\(stated)\"; this version of Skillet reads \"\(schema)\"")
    }
    do throws(AnnotationError) {
      return ReviewHistory(try SegmentsDocument(json: json["document"] ?? .null, file: file))
    } catch {
      throw fault("the machine's version cannot be read: \(error.reason)")
    }
  }
}
