-- An archive of version 1, as it was made then. It stays as it is: newer versions of textmine have to open it.
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
CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  consultation INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, question_id TEXT NOT NULL,
  theme_id TEXT, text TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL, translator TEXT NOT NULL
);
CREATE UNIQUE INDEX items_by_place ON items (consultation, place);
CREATE TABLE vectors (
  consultation INTEGER PRIMARY KEY, n INTEGER NOT NULL, d INTEGER NOT NULL, data BLOB NOT NULL
);
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
INSERT INTO consultations VALUES (
  1, 'Lights in parks', 'Eastmere Council', 'We asked about lights.', '2024-05', '["aa"]', '["Asha Rahman"]', 1, 120,
  '{"en": "80", "bn": "40"}', 5, 'old-model/1', 'old-space', NULL, '2024-06-01T09:00:00+00:00', 'Ana', 'd1'
);
INSERT INTO questions VALUES (1, 'q1', 0, 'What would make parks safer?');
INSERT INTO themes VALUES (
  1, 't1', 0, 'q1', NULL, 'পার্কে আরও আলো', '', '["Asha Rahman"]', 40, 110, 0.3636, '{"for": 38}',
  '{"people": "40", "base": "110", "for": "38"}'
);
INSERT INTO outcomes VALUES (
  1, 't1', 'we_will', 'We will mend the lamps.', '', '', '', 'Parks team', '2024-12-31', 'Asha Rahman',
  '2024-05-30T09:00:00+00:00'
);
INSERT INTO items VALUES (1, 1, 0, 'theme', 'q1', 't1', 'পার্কে আরও আলো', 'bn', '', '');
INSERT INTO items VALUES (2, 1, 1, 'sentence', 'q1', 't1', 'The lamps by the bandstand are broken.', 'en', '', '');
INSERT INTO vectors VALUES (1, 2, 2, X'003C00000000003C');
INSERT INTO log VALUES (1, '2024-06-01T09:00:00+00:00', 'Ana', 'add', 1, 'Lights in parks', '[]');
PRAGMA application_id = 1953325426;
PRAGMA user_version = 1;
