internal import GRDB

/// The tables of a tournament, and how older files become newer ones.
///
/// Every table is append-only: triggers refuse UPDATE and DELETE, and an INSERT whose keys exist
/// (which `INSERT OR REPLACE` would turn into a deletion). New tables and columns come as further
/// migrations, each of which raises `user_version`.
enum Schema {
  static let version = 2

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 the ledger") { db in
      try db.execute(sql: tables)
      for table in appendOnly { try db.execute(sql: table.triggers) }
      try db.execute(sql: correctionsFit)
      try db.execute(sql: "PRAGMA application_id = \(TournamentFile.applicationID)")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2 judging on the page") { db in
      try db.execute(sql: judgingTables)
      for table in appendOnlyOfJudging { try db.execute(sql: table.triggers) }
      try db.execute(sql: practiceCorrectionsFit)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    return migrator
  }

  private static let tables = """
    CREATE TABLE settings (
      id INTEGER PRIMARY KEY,
      votes INTEGER NOT NULL CHECK (votes >= 1),
      extra_votes INTEGER NOT NULL CHECK (extra_votes >= 0),
      low_agreement REAL NOT NULL,
      rounds INTEGER NOT NULL CHECK (rounds >= 1),
      seed INTEGER NOT NULL) STRICT;
    CREATE TABLE skill (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> '')) STRICT;
    CREATE TABLE clip (
      id INTEGER PRIMARY KEY,
      skill INTEGER NOT NULL REFERENCES skill(id),
      name TEXT NOT NULL CHECK (name <> ''),
      path TEXT,
      start_seconds REAL, end_seconds REAL,
      start_frame INTEGER, end_frame INTEGER,
      performer TEXT,
      UNIQUE (skill, name), UNIQUE (id, skill)) STRICT;
    CREATE TABLE round (
      id INTEGER PRIMARY KEY,
      skill INTEGER NOT NULL REFERENCES skill(id),
      number INTEGER NOT NULL CHECK (number >= 1),
      bye INTEGER,
      UNIQUE (skill, number), UNIQUE (id, skill),
      FOREIGN KEY (bye, skill) REFERENCES clip(id, skill)) STRICT;
    CREATE TABLE pair (
      id INTEGER PRIMARY KEY,
      skill INTEGER NOT NULL REFERENCES skill(id),
      round INTEGER,
      left_clip INTEGER NOT NULL,
      right_clip INTEGER NOT NULL,
      CHECK (left_clip <> right_clip),
      FOREIGN KEY (round, skill) REFERENCES round(id, skill),
      FOREIGN KEY (left_clip, skill) REFERENCES clip(id, skill),
      FOREIGN KEY (right_clip, skill) REFERENCES clip(id, skill)) STRICT;
    CREATE UNIQUE INDEX two_clips_meet_once
      ON pair (min(left_clip, right_clip), max(left_clip, right_clip));
    CREATE TABLE judge (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('person', 'program', 'imported'))) STRICT;
    CREATE TABLE judgement (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      pair INTEGER NOT NULL REFERENCES pair(id),
      judge INTEGER NOT NULL REFERENCES judge(id),
      verdict TEXT NOT NULL
        CHECK (verdict IN ('left', 'right', 'tie', 'skipped', 'withdrawn')),
      mirrored INTEGER NOT NULL CHECK (mirrored IN (0, 1)),
      time TEXT NOT NULL,
      replaces INTEGER UNIQUE REFERENCES judgement(id),
      CHECK (verdict <> 'withdrawn' OR replaces IS NOT NULL)) STRICT;
    CREATE UNIQUE INDEX a_judge_answers_once ON judgement (pair, judge) WHERE replaces IS NULL;
    CREATE INDEX judgements_of_a_pair ON judgement (pair, judge);
    """

  private static let appendOnly = [
    AppendOnly(table: "settings", keys: []),
    AppendOnly(table: "skill", keys: ["name = NEW.name"]),
    AppendOnly(table: "clip", keys: ["skill = NEW.skill AND name = NEW.name"]),
    AppendOnly(table: "round", keys: ["skill = NEW.skill AND number = NEW.number"]),
    AppendOnly(
      table: "pair",
      keys: [
        """
        min(left_clip, right_clip) = min(NEW.left_clip, NEW.right_clip)
            AND max(left_clip, right_clip) = max(NEW.left_clip, NEW.right_clip)
        """
      ]),
    AppendOnly(table: "judge", keys: ["name = NEW.name"]),
    AppendOnly(
      table: "judgement",
      keys: [
        """
        NEW.replaces IS NULL AND replaces IS NULL AND pair = NEW.pair AND judge = NEW.judge
        """,
        "replaces = NEW.replaces",
      ]),
  ]

  private static let correctionsFit = """
    CREATE TRIGGER a_correction_is_of_the_same_answer BEFORE INSERT ON judgement
      WHEN NEW.replaces IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM judgement
        WHERE id = NEW.replaces AND pair = NEW.pair AND judge = NEW.judge)
      BEGIN SELECT RAISE(ABORT, 'judgement: a correction is of the same pair and judge'); END;
    """
}
