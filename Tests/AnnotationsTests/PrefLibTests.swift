import Annotations
import Testing

@Suite struct PrefLibTests {
  private static let netflix = """
    # FILE NAME: films.soi
    # TITLE: Films
    # DATA TYPE: soi
    # NUMBER ALTERNATIVES: 3
    # NUMBER VOTERS: 6
    # NUMBER UNIQUE ORDERS: 2
    # ALTERNATIVE NAME 1: Rush, the film: part 2
    # ALTERNATIVE NAME 2: "Quoted" 🎬
    # ALTERNATIVE NAME 3: Third
    4: 2,1
    2: 3
    """

  @Test func theFormatOfTodayIsRead() throws {
    let profile = try PrefLib.soi.read(Self.netflix, file: "films.soi")
    #expect(profile.items == ["Rush, the film: part 2", "\"Quoted\" 🎬", "Third"])
    #expect(profile.rankings.map(\.places) == [[[1], [0]], [[2]]])
    #expect(profile.rankings.map(\.count) == [4, 2])
    #expect(profile.rankings[0].origin == "line 10")
  }

  @Test func theFormatBefore2022IsRead() throws {
    let text = "3\n1,Apple\n2,Pear, green\n3,Plum\n5,5,2\n3,1,{2,3}\n2,{1,2},3\n"
    let profile = try PrefLib.toc.read(text, file: "old.toc")
    #expect(profile.items == ["Apple", "Pear, green", "Plum"])
    #expect(profile.rankings.map(\.places) == [[[0], [1, 2]], [[0, 1], [2]]])
    #expect(profile.rankings.map(\.count) == [3, 2])
  }

  @Test(arguments: 0..<60) func whatIsWrittenIsReadBack(seed: Int) throws {
    var made = Generator(seed: seed)
    let count = made.int(2...7)
    var items: [String] = []
    while items.count < count {
      let label = made.label().split(whereSeparator: \.isNewline).joined(separator: " ")
      let name = "\(label.trimmingPrefix(" ")) \(items.count)"
      items.append(name.first == " " ? String(name.dropFirst()) : name)
    }
    let rankings = (0..<made.int(1...6)).map { _ -> PreferenceProfile.Order in
      var places: [[Int]] = []
      for item in (0..<count).shuffled(using: &made).prefix(made.int(1...count)) {
        if !places.isEmpty, made.chance(30) {
          places[places.count - 1].append(item)
        } else {
          places.append([item])
        }
      }
      return .init(places: places, count: Double(made.int(1...9)))
    }
    let profile = PreferenceProfile(items: items, rankings: rankings)
    let type = PrefLib(holding: profile)
    let text = try type.write(profile, name: "made.\(type.rawValue)", title: "Made")
    var back = try type.read(text, file: "made")
    for index in back.rankings.indices { back.rankings[index].origin = "" }
    #expect(back == profile, "seed \(seed)\n\(text)")
    #expect(try type.write(back, name: "made.\(type.rawValue)", title: "Made") == text)
  }

  @Test(arguments: [
    ("4: 2,1", "4: 2,2", "line 10", "twice"), ("4: 2,1", "4: 2,9", "line 10", "9"),
    ("4: 2,1", "4: 2,,1", "line 10", "missing"), ("4: 2,1", "4 2,1", "line 10", "count"),
    ("4: 2,1", "x: 2,1", "line 10", "how often"), ("4: 2,1", "0: 2,1", "line 10", "how often"),
    ("4: 2,1", "4: {2,1}", "line 10", "tie"), ("4: 2,1", "4: {2,1", "line 10", "not closed"),
    ("4: 2,1", "4: 2}1", "line 10", "belong"), ("4: 2,1", "4:", "line 10", "missing"),
    ("4: 2,1", "4: a,b", "line 10", "'a'"), ("VOTERS: 6", "VOTERS: 7", "line 5", "add up to 6"),
    ("ALTERNATIVES: 3", "ALTERNATIVES: 4", "line 4", "3 are named"),
    ("ALTERNATIVES: 3", "ALTERNATIVES: x", "line 4", "\"x\""),
    ("NAME 3: Third", "NAME 2: Third", "line 9", "named twice"),
    ("NAME 3: Third", "NAME 3:", "line 9", "no name"),
    ("# DATA TYPE: soi", "# DATA TYPE: toc", "line 3", ".toc"),
    ("2: 3", "# TITLE: late\n2: 3", "", ""),
  ]) func aFaultNamesItsLine(old: String, new: String, place: String, words: String) throws {
    let text = Self.netflix.replacing(old, with: new, maxReplacements: 1)
    do {
      _ = try PrefLib.soi.read(text, file: "films.soi")
      #expect(place.isEmpty, "read: \(text)")
    } catch {
      #expect(!place.isEmpty && error.place == place && error.file == "films.soi", "\(error)")
      #expect(error.reason.contains(words), "\(error)")
    }
  }

  @Test(arguments: [
    ("", "no order"), ("\n\n", "no order"), ("x", "number of alternatives"),
    ("2\n1,a\n2,b\n", "no order"), ("2\n1,a\n1,b\n", "named twice"),
    ("2\n1,a\n2,b\n1,1\n1,1,2\n", "sum"), ("2\n1,a\n2,b\n1,1,1\n1,1\n", "complete"),
    ("2\n1,a\n2,a\n1,1,1\n1,1,2\n", "both called"),
  ]) func aFileThatIsNoneIsRefused(text: String, words: String) {
    do {
      _ = try PrefLib.soc.read(text, file: "f.soc")
      Issue.record("read: \(text)")
    } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }

  @Test func aTypeRefusesWhatItCannotHold() throws {
    let tied = PreferenceProfile(items: ["a", "b"], rankings: [.init(places: [[0, 1]])])
    #expect(throws: AnnotationError.self) { try PrefLib.soc.write(tied) }
    let short = PreferenceProfile(items: ["a", "b"], rankings: [.init(places: [[0]])])
    #expect(throws: AnnotationError.self) { try PrefLib.toc.write(short) }
    #expect(PrefLib(holding: short) == .soi && PrefLib(holding: tied) == .toc)
  }

  @Test func damagedFilesNeverDoAnythingElse() {
    var made = Generator(seed: 3)
    let bytes = Array(Self.netflix.utf8)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<made.int(1...4) {
        damaged[made.int(0...(damaged.count - 1))] = UInt8(made.int(0...127))
      }
      let text = String(decoding: damaged.prefix(made.int(0...damaged.count)), as: UTF8.self)
      for type in PrefLib.allCases { _ = try? type.read(text, file: "damaged") }
    }
  }
}
