/// The second layout: what the page for judges keeps.
///
/// Practice pairs stand apart from pairs and their answers apart from judgements, so nothing that
/// counts votes can meet them. Leave to judge is taken back by a later row.
extension Schema {
  static let judgingTables = """
    CREATE TABLE judging_key (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      key BLOB NOT NULL CHECK (length(key) = 16)) STRICT;
    CREATE TABLE admission (
      id INTEGER PRIMARY KEY,
      judge INTEGER NOT NULL REFERENCES judge(id),
      admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
      time TEXT NOT NULL) STRICT;
    CREATE TABLE practice (
      id INTEGER PRIMARY KEY,
      skill INTEGER NOT NULL REFERENCES skill(id),
      better_clip INTEGER, better_path TEXT,
      worse_clip INTEGER, worse_path TEXT,
      CHECK ((better_clip IS NULL) <> (better_path IS NULL)),
      CHECK ((worse_clip IS NULL) <> (worse_path IS NULL)),
      CHECK (better_clip IS NULL OR worse_clip IS NULL OR better_clip <> worse_clip),
      CHECK (better_path IS NULL OR worse_path IS NULL OR better_path <> worse_path),
      FOREIGN KEY (better_clip, skill) REFERENCES clip(id, skill),
      FOREIGN KEY (worse_clip, skill) REFERENCES clip(id, skill)) STRICT;
    CREATE TABLE practice_answer (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      practice INTEGER NOT NULL REFERENCES practice(id),
      judge INTEGER NOT NULL REFERENCES judge(id),
      verdict TEXT NOT NULL
        CHECK (verdict IN ('left', 'right', 'tie', 'skipped', 'withdrawn')),
      mirrored INTEGER NOT NULL CHECK (mirrored IN (0, 1)),
      time TEXT NOT NULL,
      seconds REAL,
      replaces INTEGER UNIQUE REFERENCES practice_answer(id),
      CHECK (verdict <> 'withdrawn' OR replaces IS NOT NULL)) STRICT;
    CREATE UNIQUE INDEX a_judge_practises_once
      ON practice_answer (practice, judge) WHERE replaces IS NULL;
    CREATE TABLE time_taken (
      judgement INTEGER PRIMARY KEY REFERENCES judgement(id),
      seconds REAL NOT NULL CHECK (seconds >= 0)) STRICT;
    """

  static let appendOnlyOfJudging = [
    AppendOnly(table: "judging_key"),
    AppendOnly(table: "admission"),
    AppendOnly(
      table: "practice",
      keys: [
        """
        skill = NEW.skill
            AND min(coalesce(better_clip, better_path), coalesce(worse_clip, worse_path))
              = min(coalesce(NEW.better_clip, NEW.better_path),
                coalesce(NEW.worse_clip, NEW.worse_path))
            AND max(coalesce(better_clip, better_path), coalesce(worse_clip, worse_path))
              = max(coalesce(NEW.better_clip, NEW.better_path),
                coalesce(NEW.worse_clip, NEW.worse_path))
        """
      ]),
    AppendOnly(
      table: "practice_answer",
      keys: [
        """
        NEW.replaces IS NULL AND replaces IS NULL AND practice = NEW.practice
            AND judge = NEW.judge
        """,
        "replaces = NEW.replaces",
      ]),
    AppendOnly(table: "time_taken", row: "judgement"),
  ]

  static let practiceCorrectionsFit = """
    CREATE TRIGGER a_practice_correction_is_of_the_same_answer BEFORE INSERT ON practice_answer
      WHEN NEW.replaces IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM practice_answer
        WHERE id = NEW.replaces AND practice = NEW.practice AND judge = NEW.judge)
      BEGIN
        SELECT RAISE(ABORT, 'practice_answer: a correction is of the same pair and judge');
      END;
    """
}
