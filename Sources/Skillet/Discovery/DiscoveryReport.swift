internal import Mustache

/// One self-contained page that shows each skill and where it occurs.
struct DiscoveryReport {
  let discovery: SkillDiscovery
  let command: [String]

  init(
    _ discovery: SkillDiscovery, command: [String], interruption: Interruption,
    progress: (String, Int, Int) -> Void
  ) throws(SkilletError) {
    (self.discovery, self.command) = (discovery, command)
  }

  func html() throws(SkilletError) -> String { "" }
}
