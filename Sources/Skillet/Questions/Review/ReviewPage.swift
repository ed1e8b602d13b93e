internal import Annotations
internal import Foundation
internal import VideoIO

/// What the template of a review reads: texts only, by the names that it uses.
struct ReviewPage {
  var policy: String
  var version = skilletVersion
  var title: String
  var identity: String
  var verdictsFile: String
  var summary: String
  var notes: [String]
  var hasNotes: Bool
  var count: String
  var style: String
  var script: String
  var questions: [QuestionView]

  init(
    _ document: QuestionsDocument, of total: Int, file: String, stills: EvidenceStills,
    notes: [String]
  ) {
    style = reportStyle + reviewStyle
    script = reviewScript
    policy =
      "default-src 'none'; img-src data:; style-src '\(Self.hash(style))'; "
      + "script-src '\(Self.hash(script))'; base-uri 'none'; form-action 'none'"
    let name = file == "-" ? "questions" : URL(fileURLWithPath: file).lastPathComponent
    title = name
    let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    verdictsFile = QuestionMedia.safe(stem) + ".verdicts.json"
    let keys = document.questions.map { "\($0.key)\u{1F}\($0.text)\u{1F}\($0.choices)" }
    identity = Self.hash(keys.joined(separator: "\n"))
    self.notes = notes
    hasNotes = !notes.isEmpty
    count = "\(document.questions.count)"
    let videos = Set(document.questions.map(\.video)).count
    summary =
      "\(document.questions.count) questions"
      + (total > document.questions.count ? " drawn from \(total)" : "")
      + " about \(videos) video\(videos == 1 ? "" : "s")"
    let lengths = Dictionary(document.videos.map { ($0.id, $0.duration) }) { first, _ in first }
    questions = document.questions.enumerated().map { place, question in
      QuestionView(
        question, number: place + 1, duration: lengths[question.video] ?? 1, stills: stills)
    }
  }

  /// A source of a content security policy: `sha256-` and the digest in base64.
  static func hash(_ text: String) -> String {
    "sha256-" + Data(bytesSHA256(Array(text.utf8)) ?? []).base64EncodedString()
  }
}

/// One question as the page shows it.
struct QuestionView {
  var number: String
  var key: String
  var videoName: String
  var tags: [String]
  var text: String
  var choices: [ChoiceView]
  var hasProof: Bool
  var height: String
  var length: String
  var lanes: [LaneView]
  var steps: [StepView]
  var program: String
  var hasProgram: Bool

  init(_ question: Question, number: Int, duration: Double, stills: EvidenceStills) {
    let proof = question.proof
    self.number = "\(number)"
    key = question.key
    videoName = question.video
    text = question.text
    hasProof = proof != nil
    tags = []
    if let proof {
      tags = [proof.logic.rawValue, "\(proof.steps.count) steps", proof.answerType]
      tags.append("certificate \(ReportNotation.length(proof.temporalCertificate))")
    }
    if let difficulty = question.difficulty { tags.append("level \(difficulty.level)") }
    let reasons = Dictionary((proof?.distractors ?? []).map { ($0.choice, $0) }) { first, _ in first
    }
    choices = question.choices.enumerated().map { place, words in
      ChoiceView(place, words, isRight: place == question.answer, made: reasons[place])
    }
    let all = proof?.steps ?? []
    height = "\(max(1, all.count) * 10)"
    length = ReportNotation.length(duration)
    lanes = all.enumerated().map { LaneView($0.element, lane: $0.offset, duration: duration) }
    steps = all.map { StepView($0, question: question.key, stills: stills) }
    program = proof?.program ?? ""
    hasProgram = !program.isEmpty
  }

  /// One choice.
  struct ChoiceView {
    var letter: String
    var words: String
    var mark: String
    var isRight: Bool
    var reason: String
    var hasReason: Bool

    init(_ place: Int, _ words: String, isRight: Bool, made: Distractor?) {
      letter = Question.letter(place)
      self.words = words
      self.isRight = isRight
      mark = isRight ? "right" : "wrong"
      let broken = made?.breaks.map { " (breaks \($0))" } ?? ""
      reason = made.map { $0.detail.isEmpty ? $0.kind.rawValue : $0.detail + broken } ?? ""
      hasReason = !reason.isEmpty
    }
  }

  /// When a step's evidence is seen.
  struct LaneView {
    var top: String
    var spans: [SpanView]

    struct SpanView {
      var x: String
      var width: String
    }

    init(_ step: QuestionStep, lane: Int, duration: Double) {
      top = "\(lane * 10 + 1)"
      spans = step.evidence.map { span in
        let start = min(max(0, span.start / duration), 1)
        let end = min(max(0, span.end / duration), 1)
        return SpanView(
          x: TimeAxis.decimal(start * 1000),
          width: TimeAxis.decimal(max(2, (end - start) * 1000)))
      }
    }
  }

  /// One step of the proof.
  struct StepView {
    var id: String
    var stepText: String
    var skill: String
    var value: String
    var hasValue: Bool
    var needs: String
    var hasNeeds: Bool
    var evidence: [EvidenceView]

    struct EvidenceView {
      var times: String
      var pictures: [Picture]
    }

    struct Picture {
      var source: String
      var alternative: String
    }

    init(_ step: QuestionStep, question: String, stills: EvidenceStills) {
      id = step.id
      stepText = step.text
      skill = step.skill.rawValue
      value = [step.binds.map { "\($0) =" }, step.value].compactMap { $0 }.joined(separator: " ")
      hasValue = !value.isEmpty
      needs = step.dependsOn.joined(separator: ", ")
      hasNeeds = !step.dependsOn.isEmpty
      evidence = step.evidence.enumerated().map { place, span in
        let taken = stills.pictures[EvidenceStills.name(question, step.id, place)] ?? []
        return EvidenceView(
          times: "\(ReportNotation.clock(span.start)) – \(ReportNotation.clock(span.end))",
          pictures: taken.map { still in
            Picture(
              source: "data:image/jpeg;base64," + Data(still.jpeg).base64EncodedString(),
              alternative:
                "Step \(step.id): frame \(still.frame) at \(ReportNotation.clock(still.seconds))")
          })
      }
    }
  }
}
