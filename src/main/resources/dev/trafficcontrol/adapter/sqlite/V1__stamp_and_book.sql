-- What this database says of itself: environment, created_at, database_id.
CREATE TABLE tc_meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- The book: events that became durable together, chained by hash.
CREATE TABLE tc_batches (
  number        INTEGER PRIMARY KEY,   -- 1, 2, 3, … without gaps
  first_event   INTEGER NOT NULL,      -- number of its first event
  events        INTEGER NOT NULL,      -- how many
  at            TEXT    NOT NULL,      -- UTC
  previous_hash TEXT    NOT NULL,
  hash          TEXT    NOT NULL
) STRICT;

-- One fact each. The hash of the batch covers the bytes of body: never rewritten.
CREATE TABLE tc_events (
  number INTEGER PRIMARY KEY,          -- 1, 2, 3, … over the whole book, without gaps
  batch  INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  body   TEXT    NOT NULL              -- JSON
) STRICT;

CREATE TRIGGER tc_events_are_never_changed BEFORE UPDATE ON tc_events
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_events_are_never_removed BEFORE DELETE ON tc_events
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_batches_are_never_changed BEFORE UPDATE ON tc_batches
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_batches_are_never_removed BEFORE DELETE ON tc_batches
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;

-- Budgets as they stood at the last batch that touched them: for people's queries, never read back
-- by the program. Amounts are decimal USD.
CREATE TABLE tc_budgets (
  id         TEXT PRIMARY KEY,         -- scope/window, such as global/rolling-hour
  project_id TEXT,                     -- set for a project's budget only
  scope      TEXT NOT NULL,
  subject    TEXT NOT NULL,
  "window"   TEXT NOT NULL,
  limit_usd  TEXT NOT NULL,            -- or 'unlimited'
  spent_usd  TEXT NOT NULL,
  held_usd   TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
