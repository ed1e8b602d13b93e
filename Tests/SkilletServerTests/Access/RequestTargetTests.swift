import Testing

@testable import SkilletServer

@Suite struct RequestTargetTests {
  @Test(arguments: [
    "/", "/review.html", "/api/videos", "/media/0a1b/play?from=1.5&to=2", "/invite/A-_9",
    "/?token=abc", "/api/videos?search=%2e%2e%2f", "/parts/list.js",
  ])
  func plainPathsAreTaken(target: String) {
    #expect(RequestRules.isPlain(target))
  }

  @Test(arguments: [
    "", "*", "review.html", "//", "/../etc/passwd", "/a/../b", "/a/./b", "/a//b", "/a/",
    "/%2e%2e/etc/passwd", "/a%00", "/a\\b", "/.git/config", "/media/.hidden", "http://evil/",
    "/a b", "/ä", "/a\u{7f}", "/a?b=\u{1}", "/a;b", "/a#b", "/a?b#c", "/~root",
    "/" + String(repeating: "a", count: 5000),
  ])
  func anythingElseIsNot(target: String) {
    #expect(!RequestRules.isPlain(target))
  }
}
