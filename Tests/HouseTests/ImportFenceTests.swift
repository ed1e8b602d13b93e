import Testing

@Suite struct ImportFenceTests {
  @Test func placeholderForTheFence() { #expect(Bool(true)) }
}
