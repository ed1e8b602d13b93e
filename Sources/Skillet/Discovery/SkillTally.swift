/// Counts what is seen of one skill.
struct SkillTally {
  private var segments = 0
  private var seconds = 0.0
  private var videos: Set<Int> = []
  private var groups: Set<String> = []
  private var labels: [String: Int] = [:]

  /// Takes one segment.
  mutating func add(video: Int, group: String?, seconds: Double, label: String?) {
    segments += 1
    self.seconds += seconds
    videos.insert(video)
    if let group { groups.insert(group) }
    if let label, !label.isEmpty { labels[label, default: 0] += 1 }
  }

  /// Writes the counts down.
  ///
  /// A skill is common where it occurs in at least `commonShare` of the videos, in more than one of
  /// them, and, where videos are in two groups or more, in at least that part of the groups and in
  /// more than one. It is named by a label that more than half of its labelled segments carry; of
  /// a name that it already has no other label makes another.
  func fill(
    _ summary: inout SkillSummary, videos all: Int, groups allGroups: Int, commonShare: Double
  ) {
    func isSpread(_ count: Int, _ all: Int) -> Bool {
      count > 1 && Double(count) >= commonShare * Double(all)
    }
    summary.segments = segments
    summary.seconds = seconds
    summary.videos = videos.count
    summary.groups = groups.count
    summary.isCommon =
      isSpread(videos.count, all) && (allGroups < 2 || isSpread(groups.count, allGroups))
    summary.support = labels.values.reduce(0, +)
    guard let top = labels.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) }) else { return }
    summary.purity = Double(top.value) / Double(summary.support)
    if !summary.isNamed, top.value * 2 > summary.support {
      (summary.name, summary.isNamed) = (top.key, true)
    }
  }
}
