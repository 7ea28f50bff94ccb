-- What tasks were forecast to cost when a start with them was confirmed, before their first run: what `forecast
-- --calibration` holds against what they did cost. Amounts are nano-USD.
CREATE TABLE tc_forecasts (
  task_id         TEXT PRIMARY KEY,
  confirmation_id TEXT    NOT NULL,
  project_id      TEXT    NOT NULL,
  model           TEXT    NOT NULL,
  size            TEXT    NOT NULL CHECK (size IN ('small', 'medium', 'large')),
  like_tasks      INTEGER NOT NULL,    -- on how many it rested; fewer than 10: on none that count
  half            INTEGER NOT NULL,    -- as often more as less
  ninety          INTEGER NOT NULL,    -- no more in nine of ten cases
  dear_end        INTEGER NOT NULL,
  made_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What tasks cost, and which ended last.
CREATE INDEX tc_usage_log_by_task ON tc_usage_log (task_id, cost_nanos) WHERE task_id IS NOT NULL;
CREATE INDEX tc_agent_sessions_by_end ON tc_agent_sessions (ended_at) WHERE ended_at IS NOT NULL;
