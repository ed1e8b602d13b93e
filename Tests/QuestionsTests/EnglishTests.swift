import Testing

@testable import Questions

@Suite struct EnglishTests {
  @Test(arguments: [
    ("put", "puts", "put", "putting"), ("stir", "stirs", "stirred", "stirring"),
    ("carry", "carries", "carried", "carrying"), ("mix", "mixes", "mixed", "mixing"),
    ("wash", "washes", "washed", "washing"), ("take", "takes", "took", "taking"),
    ("open", "opens", "opened", "opening"), ("tie", "ties", "tied", "tying"),
    ("peel", "peels", "peeled", "peeling"), ("eat", "eats", "ate", "eating"),
    ("play", "plays", "played", "playing"), ("drop", "drops", "dropped", "dropping"),
    ("go", "goes", "went", "going"), ("squeeze", "squeezes", "squeezed", "squeezing"),
  ])
  func verbsChangeTheirForm(_ forms: (String, String, String, String)) {
    let verb = Verb(forms.0)
    #expect(verb.third == forms.1)
    #expect(verb.past == forms.2)
    #expect(verb.gerund == forms.3)
  }

  @Test(arguments: [
    ("cut tomato", "cuts the tomato"), ("add salt", "adds salt"),
    ("place tomato into bowl", "places the tomato into the bowl"),
    ("cut potato into strips", "cuts the potato into strips"),
    ("pick up button", "picks up the button"), ("wake up", "wakes up"),
    ("wet and wash hands", "wets and washes the hands"),
    ("defeat a zombie", "defeats a zombie"), ("slowly pour the eggs", "slowly pours the eggs"),
    ("cook, stirring often, for 4 minutes", "cooks, stirring often, for 4 minutes"),
    ("SIL", "does the step “SIL”"), ("<b>x</b> \"y\"", "does the step “<b>x</b> \"y\"”"),
    ("brew tea and stir", "brews tea and stirs"), ("apply glue", "applies glue"),
    ("mix and pickle", "mixes and pickles"), ("open/close door", "opens or closes the door"),
  ])
  func labelsBecomePhrases(_ phrase: (String, String)) {
    #expect(VerbPhrase(phrase.0).text(.third) == phrase.1)
  }

  @Test(arguments: [
    (1, "first"), (2, "second"), (12, "twelfth"), (13, "13th"), (21, "21st"), (112, "112th"),
  ])
  func ordinalsAreWords(_ number: (Int, String)) {
    #expect(Numerals.ordinal(number.0) == number.1)
  }

  @Test(arguments: [
    (1_000_000, "about 1 second"), (45_400_000, "about 45 seconds"),
    (60_000_000, "about 1 minute"), (125_000_000, "about 2 minutes 5 seconds"),
    (59_700_000, "about 1 minute"),
  ])
  func lengthsAreRoundedToSeconds(_ length: (Int64, String)) {
    #expect(Numerals.length(length.0) == length.1)
  }

  @Test func aProgramIsWrittenWithItsQuotesEscaped() {
    let program = Program(
      bindings: [
        .init(
          name: "A", selector: Selector(conditions: [.does("say \"x\" \\")], pick: .nth(2)),
          isInline: false)
      ], ask: .gap("A", "B"))
    #expect(
      program.description == #"""
        (let A (nth 2 (does "say \"x\" \\")))
        (ask gap A B)
        """#)
  }

  @Test func theCertificateIsTheShortestStretchThatTouchesEveryStep() {
    let seconds = Prover.certificate([
      [(start: 0, end: 2_000_000)],
      [(start: 9_000_000, end: 10_000_000), (start: 4_000_000, end: 5_000_000)],
      [(start: 6_500_000, end: 7_000_000)],
    ])
    #expect(seconds == 4.5)
  }
}
