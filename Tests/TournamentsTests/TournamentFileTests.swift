import Testing
import Tournaments

@Suite struct TournamentFileTests {
  @Test func theMarkSpellsSkil() {
    #expect(TournamentFile.applicationID == 0x53_6B_69_6C)
  }
}
