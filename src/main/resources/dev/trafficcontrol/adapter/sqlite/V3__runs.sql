-- Runs: one agent's work on a task. The queue inserts the intent in the transaction of its claim; from then on the
-- supervisor of the run moves it forward, never back. Times are milliseconds since 1970 in UTC.
CREATE TABLE tc_agent_sessions (
  id             TEXT    NOT NULL PRIMARY KEY,
  task_id        TEXT    NOT NULL,
  project_id     TEXT    NOT NULL,
  attempt        INTEGER NOT NULL CHECK (attempt > 0),
  token          INTEGER NOT NULL UNIQUE,
  agent          TEXT    NOT NULL,
  model          TEXT    NOT NULL,
  node           TEXT    NOT NULL,
  confirmation   TEXT,
  state          TEXT    NOT NULL DEFAULT 'intended'
                 CHECK (state IN ('intended', 'starting', 'running', 'verifying', 'ended')),
  created_at     INTEGER NOT NULL,
  lease_until    INTEGER NOT NULL,

  -- where it works; known once its place exists
  folder         TEXT,
  repository     TEXT,
  base_commit    TEXT,
  branch         TEXT,
  git_folder     TEXT,
  worktree       TEXT,

  -- the agent's first process, and the agent's own name for its session
  pid            INTEGER,
  pid_started    TEXT,
  session        TEXT,
  started_at     INTEGER,

  -- what came of it
  ended_at       INTEGER,
  result         TEXT,
  why            TEXT,
  resume_at      INTEGER,
  failure        TEXT,
  commit_id      TEXT,
  changed_files  INTEGER,
  left_out       TEXT,

  UNIQUE (task_id, attempt)
) STRICT;

CREATE INDEX tc_agent_sessions_by_state ON tc_agent_sessions (state, node);
