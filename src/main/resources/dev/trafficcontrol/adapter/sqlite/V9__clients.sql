-- Who made the call of a hold, by the client's own word: for people's questions about tc_usage_log, never read by the
-- ledger. It is not in the book: where there is no row nobody said it, or it was lost.
CREATE TABLE tc_usage_clients (
  hold_id TEXT PRIMARY KEY,
  session TEXT,                        -- printable ASCII, as the others
  agent   TEXT,                        -- NULL: the one the session began with
  parent  TEXT                         -- the agent that started this one; NULL: the session's first
) STRICT, WITHOUT ROWID;
