import Testing

@testable import SkilletServer

@Suite struct CookieHeaderTests {
  @Test(arguments: [
    "skillet=abc", "a=b; skillet=abc", "skillet=abc; skillet=other", "  skillet=abc ;x",
    "skillet=\"abc\"", "x; =; skillet=abc",
  ])
  func theValueIsFoundAmongOthers(header: String) {
    #expect(CookieHeader.value(of: "skillet", in: header) == "abc")
  }

  @Test(arguments: ["", ";", "skillet", "Skillet=abc", "myskillet=abc", "skillet2=abc", "=skillet"])
  func anotherNameIsNotTaken(header: String) {
    #expect(CookieHeader.value(of: "skillet", in: header) == nil)
  }

  @Test func aValueMayHoldTheSign() {
    #expect(CookieHeader.value(of: "a", in: "a=b=c") == "b=c")
    #expect(CookieHeader.value(of: "a", in: "a=") == "")
  }
}
