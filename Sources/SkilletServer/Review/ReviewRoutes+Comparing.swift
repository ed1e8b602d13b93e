internal import Annotations
internal import HTTPTypes
internal import Hummingbird
internal import Skillet

extension ReviewRoutes {
  func addComparing(to router: Router<ServerContext>) {
    router.get("/api/videos/:id/recut") { request, context in
      let setting: ReviewFolder.RecutSetting
      if let threshold = try request.number("threshold") {
        setting = .threshold(threshold)
      } else {
        setting = .sensitivity(try request.number("sensitivity") ?? 50)
      }
      let found = try await answering { () throws(ReviewProblem) in
        try await folder.recut(try context.videoID, setting)
      }
      return Response(found.json)
    }
    router.get("/api/videos/:id/compare") { request, context in
      let name = request.uri.queryParameters.get("with") ?? "machine"
      let tolerance = try request.number("tolerance") ?? 5
      guard let frames = Int(exactly: tolerance) else {
        throw RequestFault(.badRequest, "tolerance should be a whole number of frames")
      }
      let found = try await answering { () throws(ReviewProblem) in
        try await folder.compare(try context.videoID, with: name, tolerance: frames)
      }
      return Response(found.json)
    }
    router.get("/api/formats") { _, _ in
      Response(
        .array(
          ReviewFolder.exportFormats.map { format in
            .object([
              JSONMember("name", .string(format.name)), JSONMember("title", .string(format.title)),
              JSONMember("extension", .string(format.fileExtension)),
            ])
          }))
    }
    router.get("/api/videos/:id/export") { request, context in
      let format = request.uri.queryParameters.get("format") ?? ""
      let file = try await answering { () throws(ReviewProblem) in
        try await folder.export(try context.videoID, as: format)
      }
      var headers: HTTPFields = [
        .contentType: "application/octet-stream", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename*=UTF-8''\(percentEncoded(file.fileName))",
      ]
      // What the format cannot hold: lines, percent-encoded as one text.
      if let name = HTTPField.Name("X-Skillet-Losses") {
        headers[name] = percentEncoded(file.losses.joined(separator: "\n"))
      }
      return Response(
        status: .ok, headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
  }
}

/// A text as it can stand in a header: everything but letters, digits, `-`, `.` and `_` as `%XX`.
private func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte -> String in
    let character = Character(UnicodeScalar(byte))
    if byte < 0x80, character.isLetter || character.isNumber || "-._".contains(character) {
      return String(character)
    }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count < 2 ? "0" : "") + digits
  }.joined()
}

extension Request {
  /// A number of the address; nil where it is not there.
  ///
  /// Throws a 400 for what is none.
  func number(_ name: String) throws(RequestFault) -> Double? {
    guard let text = uri.queryParameters.get(name), !text.isEmpty else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw RequestFault(.badRequest, "\(name) should be a number")
    }
    return value
  }
}

private func list(_ frames: [Int]) -> JSONValue { .array(frames.map { .integer(Int64($0)) }) }

private func rounded(_ value: Double) -> JSONValue { .number((value * 1e6).rounded() / 1e6) }

extension ReviewFolder.Recutting {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("threshold", rounded(threshold)), JSONMember("sensitivity", rounded(sensitivity)),
      JSONMember("boundaries", list(boundaries)), JSONMember("added", list(added)),
      JSONMember("removed", list(removed)), JSONMember("kept", .integer(Int64(kept))),
    ])
  }
}

extension ReviewFolder.Comparison {
  fileprivate var json: JSONValue {
    .object([
      JSONMember(
        "segments", .array(segments.map { $0.json(id: "o\($0.index)") })),
      JSONMember("f1", rounded(f1)), JSONMember("precision", rounded(precision)),
      JSONMember("recall", rounded(recall)), JSONMember("segmentalF1", rounded(segmentalF1)),
      JSONMember("meanDistanceFrames", meanDistance.map { rounded($0) } ?? .null),
      JSONMember("matched", .array(matched.map { list([$0.mine, $0.theirs]) })),
      JSONMember("tolerance", .integer(Int64(tolerance))),
    ])
  }
}
