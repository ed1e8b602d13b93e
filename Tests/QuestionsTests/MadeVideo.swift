import Annotations
import Questions

/// Facts of made-up videos, drawn from a seed: actions one after the other, some again and again.
enum MadeVideo {
  static let labels = [
    "cut the apple", "peel the pear", "wash the plum", "open the jar", "close the jar",
    "stir the soup", "taste the soup", "fill the cup", "empty the cup", "wipe the table",
    "set the table", "light the candle",
  ]

  static func facts(videos: Int, seed: UInt64) -> FactsDocument {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    var document = FactsDocument(
      sources: [FactSource(id: "made", kind: .person, name: "made up", uncertainty: 0.2)])
    var things: Set<String> = []
    for number in 0..<videos {
      let name = "video\(number)"
      var time = 1.0
      var before = -1
      for index in 0..<16 {
        var label = next(labels.count)
        if label == before { label = (label + 1) % labels.count }
        before = label
        let length = 2.0 + Double(next(120)) / 10
        let thing = String(labels[label].split(separator: " ")[2])
        if things.insert(thing).inserted {
          document.entities.append(Entity(id: thing, name: thing, kind: "object"))
        }
        document.facts.append(
          Fact(
            id: "\(name)/\(index)", video: name, kind: .action,
            arguments: [.init(role: "object", entity: thing)], value: .text(labels[label]),
            span: TimeSpan(start: time, end: time + length), source: "made"))
        time += length + Double(next(50)) / 10
      }
      document.videos.append(
        DescribedVideo(
          id: name, durationMicroseconds: Int64((time + 1) * 1e6), scene: .person))
    }
    return document
  }

  static func questions(
    _ facts: FactsDocument, seed: UInt64, _ change: (inout GenerationSettings) -> Void = { _ in }
  ) -> GeneratedQuestions {
    var settings = GenerationSettings()
    settings.seed = seed
    settings.count = 8
    change(&settings)
    var generator = QuestionGenerator(facts: facts, settings: settings)
    return generator.generate()
  }
}
