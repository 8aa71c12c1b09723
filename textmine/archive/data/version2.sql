-- Version 2: what became of promises, recorded as it happens and never changed.
CREATE TABLE updates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, "by" TEXT NOT NULL, consultation INTEGER NOT NULL, theme_id TEXT NOT NULL, title TEXT NOT NULL,
  status TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TRIGGER updates_never_change BEFORE UPDATE ON updates BEGIN SELECT RAISE(ABORT, 'updates are append-only'); END;
CREATE TRIGGER updates_never_go BEFORE DELETE ON updates BEGIN SELECT RAISE(ABORT, 'updates are append-only'); END;
