internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Skillet

/// The pages, their styles and scripts: the files of the folder `Pages`, read once.
struct PageRoutes: RouteGroup {
  private struct Page: Sendable {
    var type: String
    var text: String
    var tag: String
  }

  private let files: [String: Page]

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
  ]

  init() throws(SkilletError) {
    let folder = Bundle.main.bundleURL.appendingPathComponent(
      "Skillet_SkilletServer.resources/Pages")
    var files: [String: Page] = [:]
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for name in names where !name.hasPrefix(".") {
      let path = folder.appendingPathComponent(name)
      guard let type = Self.types[path.pathExtension],
        let text = try? String(contentsOf: path, encoding: .utf8)
      else { continue }
      files[name] = Page(type: type, text: text, tag: "\"\(textDigest(text).prefix(16))\"")
    }
    guard !files.isEmpty else {
      throw SkilletError(
        .noInput,
        "\(folder.path): the pages are not there; keep that folder beside skillet-server")
    }
    self.files = files
  }

  func add(to router: Router<ServerContext>) {
    for (name, file) in files {
      router.get("/\(name)") { request, _ in Self.answer(file, to: request) }
    }
  }

  /// One page under another address.
  func page(_ name: String) throws(RequestFault) -> Response {
    guard let file = files[name] else { throw RequestFault(.notFound, "there is no such page") }
    return Self.answer(file, to: nil)
  }

  private static func answer(_ page: Page, to request: Request?) -> Response {
    let headers: HTTPFields = [
      .contentType: page.type, .cacheControl: "no-cache", .eTag: page.tag,
    ]
    if let known = request?.headers[.ifNoneMatch], known == page.tag {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: page.text)))
  }
}
