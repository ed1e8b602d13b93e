import HTTPTypes
import Testing

@testable import SkilletServer

@Suite struct RequestFaultTests {
  @Test func aFaultIsAStatusAndOneLine() {
    let fault = RequestFault(.notFound, "there is no such video")
    #expect(fault.status.code == 404)
    #expect(!fault.reason.contains("\n"))
  }
}
