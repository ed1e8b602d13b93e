public import Annotations

/// Writes questions about the videos of a facts document, each proved valid.
///
/// Videos take turns, those of each source of facts equally often, and give one question a turn
/// while they can. A draft is drawn, proved, given wrong choices and kept or dropped with its
/// reason. More are made than asked for; of them a set is selected on which rules that see only the
/// text do no better than guessing. Cost: about 10 ms a question.
public struct QuestionGenerator {
  private let settings: GenerationSettings
  private let timelines: [Timeline]
  private var groups: [[Int]] = []
  private var tally = ChoiceTally()
  private var rejections: [Rejection: Int] = [:]
  private var signatures: Set<String> = []
  private var texts: [String: [Set<String>]] = [:]
  private var made: [String: Int] = [:]
  /// Turns that each video had: a turn that gave nothing must not draw the same again.
  private var turns: [Int] = []
  private var candidates: [Candidate] = []
  private var narrow = 0
  private var shares: FamilyShares

  /// A draft with what its text needs.
  struct Candidate {
    var draft: Draft
    var timeline: Int
    var wording: Wording
    var place: Int
    var seed: UInt64
    /// The question, whose key and place of the answer are still to be fixed.
    var question: Question
  }

  /// Sorts the facts out by video.
  public init(facts: FactsDocument, settings: GenerationSettings) {
    self.settings = settings
    shares = FamilyShares(settings)
    let entities = Dictionary(
      facts.entities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let slack = Dictionary(
      facts.sources.map { ($0.id, Int64(($0.uncertainty * 1e6).rounded())) },
      uniquingKeysWith: { first, _ in first })
    let byVideo = Dictionary(grouping: facts.facts, by: \.video)
    timelines = facts.videos.map { video in
      Timeline(
        video: video, facts: byVideo[video.id] ?? [], entities: entities, uncertainties: slack)
    }
    let sources = Dictionary(grouping: timelines.indices) { timelines[$0].source }
    turns = [Int](repeating: 0, count: timelines.count)
    groups = sources.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Makes the set.
  public mutating func generate() -> GeneratedQuestions {
    fillPool()
    drill()
    var selection = BlindSelection(
      candidates.map(\.blind), count: settings.count, seed: settings.seed)
    let kept = selection.select()
    rejections[.blind, default: 0] += max(0, min(settings.count, candidates.count) - kept.count)
    var random = SeededRandom(seed: settings.seed, name: "key")
    let places = random.shuffled(kept.indices.map { $0 % 5 })
    var questions: [Question] = []
    for (index, choice) in random.shuffled(kept).enumerated() {
      let candidate = candidates[choice]
      let writer = QuestionWriter(
        timeline: timelines[candidate.timeline], wording: candidate.wording,
        window: settings.window)
      let number = String(index + 1)
      let key = "q" + String(repeating: "0", count: max(0, 5 - number.count)) + number
      questions.append(
        writer.question(
          candidate.draft, key: key, answerAt: places[index], seed: candidate.seed))
    }
    return GeneratedQuestions(
      questions: questions, videos: timelines.map(\.video), settings: settings,
      rejections: rejections, pool: candidates.count)
  }

  private var poolSize: Int { settings.count + settings.count / 2 + 20 }

  /// Keeps of the pool the questions that ask most for what fails.
  private mutating func drill() {
    guard !settings.failures.isEmpty, candidates.count > poolSize else { return }
    let scores = candidates.map { candidate in
      let rates = candidate.draft.steps.map { settings.failures[$0.skill] ?? 0 }
      return rates.reduce(0, +) / Double(max(1, rates.count))
    }
    let kept = candidates.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(poolSize)
    candidates = kept.sorted().map { candidates[$0] }
  }

  /// Draws until there are enough candidates or no video gives any more.
  private mutating func fillPool() {
    let wanted = poolSize * (settings.failures.isEmpty ? 1 : 4)
    var shuffling = SeededRandom(seed: settings.seed, name: "turns")
    // A video that gave nothing in so many turns gives nothing any more; of few videos each is
    // tried longer.
    let patience = max(3, 60 / max(1, timelines.count))
    var failures = [Int](repeating: 0, count: timelines.count)
    var queues = groups.map { shuffling.shuffled($0) }
    while candidates.count < wanted, queues.contains(where: { !$0.isEmpty }) {
      for group in queues.indices where candidates.count < wanted {
        // A group whose videos give little has several tries a turn.
        for _ in 0..<10 where !queues[group].isEmpty {
          let index = queues[group].removeFirst()
          if let most = settings.perVideo, (made[timelines[index].video.id] ?? 0) >= most {
            rejections[.quota, default: 0] += 1
            continue
          }
          let isMade = oneQuestion(about: index)
          if isMade { failures[index] = 0 } else { failures[index] += 1 }
          if failures[index] < patience { queues[group].append(index) }
          if isMade { break }
        }
      }
    }
  }

  /// Draws until one draft about a video is kept; false where none of forty is.
  private mutating func oneQuestion(about index: Int) -> Bool {
    let timeline = timelines[index]
    if timeline.occurrences.count < 3
      || timeline.video.duration < settings.window * 1.2
    {
      rejections[timeline.occurrences.count < 3 ? .noPlan : .oneWindow, default: 0] += 1
      return false
    }
    turns[index] += 1
    for attempt in 0..<40 {
      let seed = SeededRandom.seed(
        settings.seed, "\(timeline.video.id)/\(turns[index])/\(attempt)")
      do throws(Rejection) {
        var drawing = SeededRandom(seed: seed, name: "family")
        guard let family = shares.draw(&drawing) else { throw .noPlan }
        let candidate = try candidate(timeline, index, seed, family)
        shares.add(family)
        tally.add(candidate.draft)
        made[timeline.video.id, default: 0] += 1
        candidates.append(candidate)
        return true
      } catch {
        rejections[error, default: 0] += 1
      }
    }
    return false
  }

  private mutating func candidate(
    _ timeline: Timeline, _ index: Int, _ seed: UInt64, _ family: Family
  ) throws(Rejection) -> Candidate {
    var sampler = Sampler(
      timeline: timeline, settings: settings, random: SeededRandom(seed: seed))
    var draft = try sampler.draft(family)
    guard settings.steps.contains(draft.steps.count) else { throw .noPlan }
    let proof = try Prover(timeline: timeline, window: settings.window).prove(draft)
    // More than half of the questions should span half of their video.
    if proof.spread < 0.25 || (proof.spread < 0.5 && narrow * 3 > candidates.count) {
      throw .narrow
    }
    var maker = ChoiceMaker(
      timeline: timeline, readable: sampler.readable, proof: proof, tally: tally,
      random: sampler.random)
    draft.distractors = maker.random.shuffled(try maker.distractors(for: draft))
    draft.certificate = proof.certificate
    draft.spread = proof.spread
    let words = draft.mentions.union(draft.choiceWords)
    let wording = Wording(
      scene: timeline.video.scene, isPast: maker.random.below(2) == 0,
      style: maker.random.below(Wording.styles),
      phrases: Dictionary(uniqueKeysWithValues: words.map { ($0, VerbPhrase($0)) }))
    let place = maker.random.below(5)
    let writer = QuestionWriter(timeline: timeline, wording: wording, window: settings.window)
    let question = writer.question(draft, key: "", answerAt: place, seed: seed)
    guard Set(question.choices).count == 5 else { throw .fewChoices }
    try checkNew(draft, question)
    if proof.spread < 0.5 { narrow += 1 }
    return Candidate(
      draft: draft, timeline: index, wording: wording, place: place, seed: seed,
      question: question)
  }

  /// Throws where another question asks the same thing, or asks it in all but the same words.
  private mutating func checkNew(_ draft: Draft, _ question: Question) throws(Rejection) {
    let seen = Set(draft.steps.flatMap { $0.seen.map(\.index) }).sorted()
    let signature = "\(question.video)|\(draft.answerType)|\(draft.answer)|\(seen)"
    if signatures.contains(signature) { throw .duplicate }
    let words = Set(TextWords.all(of: question.text))
    let own = texts[question.video] ?? []
    for other in own
    where Double(words.intersection(other).count) > 0.9 * Double(words.union(other).count) {
      throw .duplicate
    }
    signatures.insert(signature)
    texts[question.video, default: []].append(words)
  }
}

extension Draft {
  /// Labels among the choices.
  var choiceWords: Set<String> {
    var words: Set<String> = []
    for answer in [answer] + distractors.map(\.answer) {
      if case .word(let word) = answer { words.insert(word) }
    }
    for step in steps { for occurrence in step.seen { words.insert(occurrence.label) } }
    return words
  }
}

extension QuestionGenerator.Candidate {
  /// The question as one sees it who has not seen the video.
  var blind: BlindQuestion {
    BlindQuestion(
      group: question.video, text: question.text, choices: question.choices,
      answer: question.answer)
  }
}

extension SeededRandom {
  /// A seed of its own for a name.
  static func seed(_ seed: UInt64, _ name: String) -> UInt64 {
    var random = SeededRandom(seed: seed, name: name)
    return random.next()
  }
}
