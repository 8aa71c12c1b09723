-- Version 1 of the archive: consultations, what was said and decided, vectors, a log. Never changed: a change is a new version.
CREATE TABLE consultations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL, organisation TEXT NOT NULL, asked TEXT NOT NULL, asked_on TEXT NOT NULL,
  inputs TEXT NOT NULL, approved_by TEXT NOT NULL, is_approved INTEGER NOT NULL,
  responses INTEGER NOT NULL, languages TEXT NOT NULL, minimum INTEGER NOT NULL,
  model TEXT NOT NULL, space TEXT NOT NULL, keep_until TEXT,
  added_at TEXT NOT NULL, added_by TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE questions (
  consultation INTEGER NOT NULL, question_id TEXT NOT NULL, place INTEGER NOT NULL, wording TEXT NOT NULL,
  PRIMARY KEY (consultation, question_id)
);
CREATE TABLE themes (
  consultation INTEGER NOT NULL, theme_id TEXT NOT NULL, place INTEGER NOT NULL, question_id TEXT NOT NULL,
  parent_id TEXT, title TEXT NOT NULL, description TEXT NOT NULL, approved_by TEXT NOT NULL,
  n_people INTEGER NOT NULL, base INTEGER NOT NULL, share REAL NOT NULL, positions TEXT NOT NULL, shown TEXT NOT NULL,
  PRIMARY KEY (consultation, theme_id)
);
CREATE TABLE outcomes (
  consultation INTEGER NOT NULL, theme_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL,
  because TEXT NOT NULL, instead TEXT NOT NULL, owner TEXT NOT NULL, date TEXT NOT NULL,
  decided_by TEXT NOT NULL, decided_at TEXT NOT NULL,
  PRIMARY KEY (consultation, theme_id)
);
-- All that is searched. `place` is the row of its vector; `source` is the text that a translation is of.
CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  consultation INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, question_id TEXT NOT NULL,
  theme_id TEXT, text TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL, translator TEXT NOT NULL
);
CREATE UNIQUE INDEX items_by_place ON items (consultation, place);
-- One block per consultation: float16, row by row.
CREATE TABLE vectors (
  consultation INTEGER PRIMARY KEY, n INTEGER NOT NULL, d INTEGER NOT NULL, data BLOB NOT NULL
);
-- The marks of Bengali and other scripts (Mn, Mc) belong to words; English words are found in all their forms.
CREATE VIRTUAL TABLE words USING fts5 (
  text, content = 'items', content_rowid = 'id', tokenize = "porter unicode61 categories 'L* N* Mn Mc Co'"
);
CREATE TRIGGER items_added AFTER INSERT ON items BEGIN
  INSERT INTO words (rowid, text) VALUES (NEW.id, NEW.text);
END;
CREATE TRIGGER items_removed AFTER DELETE ON items BEGIN
  INSERT INTO words (words, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;
CREATE TABLE log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, "by" TEXT NOT NULL, what TEXT NOT NULL, consultation INTEGER NOT NULL, title TEXT NOT NULL,
  detail TEXT NOT NULL
);
