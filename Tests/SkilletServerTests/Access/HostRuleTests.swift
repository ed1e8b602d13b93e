import Testing

@testable import SkilletServer

@Suite struct HostRuleTests {
  @Test(arguments: [
    "127.0.0.1:8080", "localhost:8080", "LOCALHOST:1", "[::1]:8080", "localhost", "127.0.0.1",
  ])
  func onTheLoopbackItsOwnNamesAreTaken(host: String) {
    #expect(HostRule(listeningOn: nil, machine: "lab").allows(host: host))
  }

  @Test(arguments: [
    "evil.example", "evil.example:8080", "lab", "192.168.1.5:8080", "localhost.evil.example",
    "127.0.0.1.evil.example", "", ":8080", "localhost:", "localhost:x", "localhost:123456",
    "localhost@evil.example", "[::1", "[::1]x", "0x7f.1", "local\thost", "127.0.0.1:80:80",
  ])
  func onTheLoopbackNoOtherNameIs(host: String) {
    #expect(!HostRule(listeningOn: nil, machine: "lab").allows(host: host))
  }

  @Test func toOtherMachinesItIsKnownByItsNameAndByFigures() {
    let rule = HostRule(listeningOn: "0.0.0.0", machine: "Lab")
    for host in [
      "lab:8080", "LAB", "lab.local:8080", "192.168.1.5:8080", "[fe80::1]:8080", "localhost:9000",
    ] {
      #expect(rule.allows(host: host))
    }
    for host in ["evil.example:8080", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.+4", "[evil]"] {
      #expect(!rule.allows(host: host))
    }
    #expect(HostRule(listeningOn: "lab.example.org").allows(host: "lab.example.org:8080"))
  }

  @Test func onlyPagesOfTheSameNameAndPortMayAsk() {
    let rule = HostRule(listeningOn: nil)
    #expect(rule.allows(origin: "http://localhost:8080", host: "localhost:8080"))
    #expect(rule.allows(origin: "https://lab.example", host: "lab.example"))
    for origin in [
      "null", "", "http://localhost:3000", "http://127.0.0.1:8080", "http://localhost:8080.evil",
      "file://", "http://localhost:8080/", "ftp://localhost:8080",
    ] {
      #expect(!rule.allows(origin: origin, host: "localhost:8080"))
    }
  }
}
