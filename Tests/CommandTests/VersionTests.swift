import Testing

@Suite struct VersionTests {
  @Test func placeholderForTheToolsTests() { #expect(Bool(true)) }
}
