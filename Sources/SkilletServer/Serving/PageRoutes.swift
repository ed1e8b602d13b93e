internal import Foundation
internal import Hummingbird
internal import Skillet

/// The pages, their styles and scripts: the files of the folder `Pages`, read once.
struct PageRoutes: RouteGroup {
  private let files: [String: (type: String, text: String)]

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
  ]

  init() throws(SkilletError) {
    let folder = Bundle.main.bundleURL.appendingPathComponent(
      "Skillet_SkilletServer.resources/Pages")
    var files: [String: (type: String, text: String)] = [:]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names {
      let path = folder.appendingPathComponent(name)
      guard let type = Self.types[path.pathExtension],
        let text = try? String(contentsOf: path, encoding: .utf8)
      else { continue }
      files[name] = (type, text)
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
      router.get("/\(name)") { _, _ in
        Response(
          status: .ok, headers: [.contentType: file.type, .cacheControl: "no-cache"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: file.text)))
      }
    }
  }
}
