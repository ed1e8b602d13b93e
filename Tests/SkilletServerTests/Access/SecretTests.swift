import Testing

@testable import SkilletServer

@Suite struct SecretTests {
  @Test func eachIsDifferentAndFitsAnAddress() {
    let all = (0..<100).map { _ in Secret() }
    #expect(Set(all).count == 100)
    for secret in all {
      #expect(Secret(stored: secret.text) == secret)
      #expect(RequestRules.isPlain("/invite/\(secret.text)"))
    }
  }

  @Test func onlyTheWholeTextMatches() {
    let secret = Secret()
    #expect(secret.matches(secret.text))
    #expect(!secret.matches(""))
    #expect(!secret.matches(secret.text.dropLast()))
    #expect(!secret.matches(secret.text + "x"))
    #expect(!secret.matches(String(secret.text.reversed()) + "é"))
  }

  @Test(arguments: [
    "", "short", String(repeating: "a", count: 33), String(repeating: "/", count: 32),
  ])
  func aStoredTextOfAnotherKindIsRefused(text: String) {
    #expect(Secret(stored: text) == nil)
  }
}
