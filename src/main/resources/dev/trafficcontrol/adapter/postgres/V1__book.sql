-- What this database says of itself: environment, created_at, database_id.
CREATE TABLE tc_meta (
  name  TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);

-- The head of the book: one row, at which the writers of all nodes take turns.
CREATE TABLE tc_book (
  id     BIGINT PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,              -- of the last batch
  hash   TEXT   NOT NULL,
  events BIGINT NOT NULL,              -- how many there are
  at     TEXT   NOT NULL               -- UTC
);
INSERT INTO tc_book VALUES (1, 0, repeat('0', 64), 0, '1970-01-01T00:00:00Z');

-- The book: events that became durable together, chained by hash.
CREATE TABLE tc_batches (
  number        BIGINT PRIMARY KEY,    -- 1, 2, 3, … without gaps
  first_event   BIGINT NOT NULL,       -- number of its first event: 1, 2, 3, … over the whole book
  events        BIGINT NOT NULL,       -- how many
  at            TEXT   NOT NULL,       -- UTC
  previous_hash TEXT   NOT NULL,
  hash          TEXT   NOT NULL,       -- over the texts of its events: never rewritten
  clock         TEXT,                  -- the event in it that says what the machine's clock said, if one does
  body          TEXT   NOT NULL        -- its events, a JSON array with one event a line
);
CREATE INDEX tc_batches_by_event ON tc_batches (first_event);
CREATE INDEX tc_batches_with_clock ON tc_batches (number) WHERE clock IS NOT NULL;

-- One fact each.
CREATE VIEW tc_events AS
SELECT b.first_event + e.place - 1 AS number, b.number AS batch, b.at AS at, e.event ->> 'event' AS kind, e.event::text AS body
FROM tc_batches b, json_array_elements(b.body::json) WITH ORDINALITY AS e (event, place);

CREATE FUNCTION tc_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the book is append-only'; END $$;
CREATE TRIGGER tc_batches_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON tc_batches
  FOR EACH STATEMENT EXECUTE FUNCTION tc_append_only();
CREATE TRIGGER tc_events_are_never_changed INSTEAD OF UPDATE OR DELETE ON tc_events
  FOR EACH ROW EXECUTE FUNCTION tc_append_only();

-- Budgets as they stood at the last batch that touched them: for people's queries, never read back
-- by the program. Amounts are decimal USD.
CREATE TABLE tc_budgets (
  id         TEXT COLLATE "C" PRIMARY KEY, -- scope/window, such as global/rolling-hour
  project_id TEXT COLLATE "C",         -- set for a project's budget only
  scope      TEXT NOT NULL,
  subject    TEXT NOT NULL,
  "window"   TEXT NOT NULL,
  limit_usd  TEXT NOT NULL,            -- or 'unlimited'
  spent_usd  TEXT NOT NULL,
  held_usd   TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

-- What the book added up to at one of its batches. Believed only where a later batch has its hash; can be deleted, and is
-- made again.
CREATE TABLE tc_checkpoints (
  number BIGINT  PRIMARY KEY,          -- of the last batch that counts in it
  hash   TEXT    NOT NULL,             -- of that batch
  events BIGINT  NOT NULL,             -- how many there were
  body   TEXT    NOT NULL              -- JSON
);
