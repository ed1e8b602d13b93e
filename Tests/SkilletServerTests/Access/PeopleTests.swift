import Foundation
import Testing

@testable import SkilletServer

@Suite struct PeopleTests {
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "people-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  @Test func theTokenLetsAnOrganiserInWhoThenGivesAName() throws {
    let people = try People(for: .folder(folder))
    #expect(people.enter(token: "no") == nil)
    let cookie = try #require(people.enter(token: people.token.text)).text
    #expect(people.person(holding: cookie) == Person(name: nil, isOrganiser: true))
    #expect(try people.rename(cookie, to: " Ann ").name == "Ann")
    #expect(people.person(holding: cookie)?.name == "Ann")
    #expect(people.person(holding: people.token.text) == nil)
  }

  @Test func whatABrowserIsStartedWithOpensOnce() throws {
    let people = try People(for: .folder(folder))
    let ticket = people.makeTicket().text
    let cookie = try #require(people.enter(token: ticket)).text
    #expect(people.person(holding: cookie)?.isOrganiser == true)
    #expect(people.enter(token: ticket) == nil)
    #expect(people.enter(token: people.token.text) != nil)
  }

  @Test func anInvitationOutlivesARestartWithItsCookie() throws {
    let code = try People(for: .folder(folder), inviting: ["Ann"]).invitations[0].code.text
    let people = try People(for: .folder(folder), inviting: ["Ann", "Ben"])
    #expect(people.invitations.map(\.name) == ["Ann", "Ben"])
    #expect(people.invitations[0].code.text == code)
    let cookie = try #require(people.enter(invitation: code)).text
    #expect(
      people.person(holding: cookie) == Person(name: "Ann", isOrganiser: false, isInvited: true))
    #expect(people.person(holding: code) == nil)
    #expect(throws: RequestFault.self) { try people.rename(cookie, to: "Ben") }
  }

  @Test func onlyTheOwnerCanReadTheInvitations() throws {
    _ = try People(for: .folder(folder), inviting: ["Ann"])
    let file = folder + "/.skillet-invitations.json"
    let facts = try FileManager.default.attributesOfItem(atPath: file)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
  }

  @Test func nobodyTakesTheNameOfWhoIsInvited() throws {
    let people = try People(for: .folder(folder), inviting: ["Ann"])
    let cookie = try #require(people.enter(token: people.token.text)).text
    #expect(throws: RequestFault.self) { try people.rename(cookie, to: "Ann") }
    #expect(try people.rename(cookie, to: "Ben").name == "Ben")
  }

  @Test(arguments: [
    "", "   ", "a\nb", "\u{1b}[31m", "\u{202e}evil", String(repeating: "a", count: 81),
  ])
  func whatIsNoNameIsRefused(name: String) throws {
    #expect(PersonName.checked(name) == nil)
    #expect(throws: (any Error).self) { try People(for: .folder(folder), inviting: [name]) }
  }

  @Test func damagedInvitationsAreSaidAndKept() throws {
    let file = folder + "/.skillet-invitations.json"
    try "{\"invitations\":[{\"name\":\"Ann\"}]}".write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: (any Error).self) { try People(for: .folder(folder)) }
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Ann"))
  }
}
