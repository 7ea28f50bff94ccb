-- News for people, each kept once.
CREATE TABLE tc_alerts (
  number   INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  once     TEXT NOT NULL,
  severity TEXT NOT NULL,
  message  TEXT NOT NULL,
  at       TEXT NOT NULL,              -- UTC
  UNIQUE (kind, once)
) STRICT;

-- What each hold was charged in the end: the book's content by people's questions. Filled from
-- tc_events, never read back by the ledger; can be deleted and filled again.
CREATE TABLE tc_usage_log (
  hold_id            TEXT PRIMARY KEY,
  at                 TEXT NOT NULL,    -- UTC
  basis              TEXT NOT NULL CHECK (basis IN ('settled', 'expired', 'corrected')),
  key_id             TEXT NOT NULL,
  project_id         TEXT,             -- these three are of a run's key only
  task_id            TEXT,
  run_id             TEXT,
  model              TEXT NOT NULL,    -- the one asked for
  input_tokens       INTEGER NOT NULL, -- neither written to nor read from the provider's cache
  cache_write_5m_tokens INTEGER NOT NULL,
  cache_write_1h_tokens INTEGER NOT NULL,
  cache_read_tokens  INTEGER NOT NULL,
  output_tokens      INTEGER NOT NULL,
  web_searches       INTEGER NOT NULL,
  cost_usd           TEXT NOT NULL,    -- decimal USD
  cost_nanos         INTEGER NOT NULL, -- the same in 1e-9 USD, for sums
  price_book         TEXT,             -- version; NULL where nothing was metered
  held_event         INTEGER NOT NULL, -- tc_events.number of the hold and of its end
  ended_event        INTEGER NOT NULL
) STRICT;

CREATE INDEX tc_usage_log_by_time ON tc_usage_log (at);

-- Holds whose end the log has not met yet, and how far in the book it has come.
CREATE TABLE tc_usage_open (
  hold_id    TEXT PRIMARY KEY,
  held_event INTEGER NOT NULL
) STRICT;

CREATE TABLE tc_usage_progress (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  last_event INTEGER NOT NULL
) STRICT;

INSERT INTO tc_usage_progress (one, last_event) VALUES (1, 0);
