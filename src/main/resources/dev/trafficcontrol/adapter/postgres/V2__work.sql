-- Projects, tasks, runs, and who works on them: the tables of the embedded store, in their last form. Times are epoch
-- milliseconds, amounts nano-USD. Names compare by their bytes ("C"), as everywhere else in the program.

CREATE TABLE tc_sequences (
  name  TEXT COLLATE "C" PRIMARY KEY,
  value BIGINT NOT NULL
);

-- token: of claims; task: ids of tasks; task-set: moves on when what is approved changes; pass: the round's place.
INSERT INTO tc_sequences (name, value) VALUES ('token', 0), ('task', 0), ('task-set', 0), ('pass', 0);

CREATE TABLE tc_projects (
  id          TEXT COLLATE "C" PRIMARY KEY,
  name        TEXT COLLATE "C" NOT NULL UNIQUE,
  repository  TEXT,
  base_branch TEXT,
  verify      TEXT,
  agent       TEXT NOT NULL,
  model       TEXT NOT NULL,
  weight      BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 100),
  status      TEXT NOT NULL CHECK (status IN ('active', 'paused')),
  pass        BIGINT NOT NULL DEFAULT 0,
  created_at  BIGINT NOT NULL
);

CREATE TABLE tc_confirmations (
  id         TEXT COLLATE "C" PRIMARY KEY,
  amount     BIGINT NOT NULL,
  tasks      BIGINT NOT NULL,
  by         TEXT NOT NULL,
  at         BIGINT NOT NULL,
  expires    BIGINT NOT NULL
);

CREATE TABLE tc_tasks (
  id              TEXT COLLATE "C" PRIMARY KEY,
  number          BIGINT NOT NULL UNIQUE,
  project_id      TEXT COLLATE "C" NOT NULL REFERENCES tc_projects (id),
  title           TEXT NOT NULL,
  description     TEXT NOT NULL,
  status          TEXT COLLATE "C" NOT NULL
                  CHECK (status IN ('quarantined', 'queued', 'assigned', 'running', 'verifying',
                                    'review', 'complete', 'blocked', 'failed', 'cancelled')),
  origin          TEXT COLLATE "C" NOT NULL CHECK (origin IN ('person', 'import', 'source', 'test', 'demo')),
  -- null: the project's
  agent           TEXT,
  model           TEXT,
  -- of the model it would run with; for the indexes only, a claim looks again
  model_class     TEXT COLLATE "C" NOT NULL,
  priority        BIGINT NOT NULL,
  not_before      BIGINT,
  max_attempts    BIGINT NOT NULL,
  estimate        BIGINT,
  revision        BIGINT NOT NULL DEFAULT 1,
  attempts        BIGINT NOT NULL DEFAULT 0,
  failures        BIGINT NOT NULL DEFAULT 0,
  budget_stops    BIGINT NOT NULL DEFAULT 0,
  -- attempts in a row that were broken off by something else than the task
  interruptions   BIGINT NOT NULL DEFAULT 0,
  reason          TEXT,
  -- null: it waits for no time
  ready_at        BIGINT,
  -- dependencies that are not complete
  waiting_on      BIGINT NOT NULL DEFAULT 0 CHECK (waiting_on >= 0),
  -- queued since, less what its priority is worth: the smallest is next
  rank            BIGINT NOT NULL,
  confirmation_id TEXT COLLATE "C" REFERENCES tc_confirmations (id),
  created_by      TEXT NOT NULL,
  created_at      BIGINT NOT NULL
);

-- The heads of the queue are found through these, however many tasks wait behind them.
CREATE INDEX tc_tasks_ready ON tc_tasks (project_id, model_class, rank)
  WHERE status = 'queued' AND waiting_on = 0 AND ready_at IS NULL;
CREATE INDEX tc_tasks_due ON tc_tasks (project_id, model_class, ready_at)
  WHERE status = 'queued' AND waiting_on = 0 AND ready_at IS NOT NULL;
CREATE INDEX tc_tasks_confirmed ON tc_tasks (confirmation_id, project_id, model_class, rank)
  WHERE status = 'queued' AND waiting_on = 0 AND ready_at IS NULL AND confirmation_id IS NOT NULL;
CREATE INDEX tc_tasks_confirmed_due ON tc_tasks (confirmation_id, project_id, model_class, ready_at)
  WHERE status = 'queued' AND waiting_on = 0 AND ready_at IS NOT NULL AND confirmation_id IS NOT NULL;
CREATE INDEX tc_tasks_status ON tc_tasks (status, number);

CREATE TABLE tc_task_dependencies (
  task_id  TEXT COLLATE "C" NOT NULL REFERENCES tc_tasks (id),
  needs_id TEXT COLLATE "C" NOT NULL REFERENCES tc_tasks (id),
  PRIMARY KEY (task_id, needs_id)
);
CREATE INDEX tc_task_dependencies_needs ON tc_task_dependencies (needs_id);

-- What people and runs did to tasks.
CREATE TABLE tc_task_events (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id TEXT COLLATE "C" NOT NULL REFERENCES tc_tasks (id),
  at      BIGINT NOT NULL,
  by      TEXT NOT NULL,
  status  TEXT NOT NULL,
  reason  TEXT
);
CREATE INDEX tc_task_events_task ON tc_task_events (task_id, id);

-- A live claim, and the slot it takes: one row, gone with the claim. A task has at most one.
CREATE TABLE tc_slots (
  run_id          TEXT COLLATE "C" PRIMARY KEY,
  task_id         TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES tc_tasks (id),
  project_id      TEXT COLLATE "C" NOT NULL REFERENCES tc_projects (id),
  attempt         BIGINT NOT NULL,
  token           BIGINT NOT NULL UNIQUE,
  agent           TEXT NOT NULL,
  model           TEXT NOT NULL,
  model_class     TEXT COLLATE "C" NOT NULL,
  node            TEXT COLLATE "C" NOT NULL,
  confirmation_id TEXT COLLATE "C",
  taken_at        BIGINT NOT NULL,
  lease_until     BIGINT NOT NULL
);

-- One row: whether anything is admitted, and out of what. Whoever writes any of these tables has it locked.
CREATE TABLE tc_admission (
  id              BIGINT PRIMARY KEY CHECK (id = 1),
  confirmation_id TEXT COLLATE "C" REFERENCES tc_confirmations (id),
  paused_by       TEXT,
  paused_reason   TEXT,
  paused_at       BIGINT
);
INSERT INTO tc_admission (id) VALUES (1);

-- Runs: one agent's work on a task. The queue inserts the intent in the transaction of its claim; from then on the
-- supervisor of the run moves it forward, never back.
CREATE TABLE tc_agent_sessions (
  id             TEXT COLLATE "C" PRIMARY KEY,
  task_id        TEXT COLLATE "C" NOT NULL,
  project_id     TEXT COLLATE "C" NOT NULL,
  attempt        BIGINT NOT NULL CHECK (attempt > 0),
  token          BIGINT NOT NULL UNIQUE,
  agent          TEXT NOT NULL,
  model          TEXT NOT NULL,
  node           TEXT COLLATE "C" NOT NULL,
  confirmation   TEXT COLLATE "C",
  state          TEXT COLLATE "C" NOT NULL DEFAULT 'intended'
                 CHECK (state IN ('intended', 'starting', 'running', 'verifying', 'ended')),
  created_at     BIGINT NOT NULL,
  lease_until    BIGINT NOT NULL,

  -- where it works; known once its place exists
  folder         TEXT,
  repository     TEXT,
  base_commit    TEXT,
  branch         TEXT,
  git_folder     TEXT,
  worktree       TEXT,

  -- the agent's first process, and the agent's own name for its session
  pid            BIGINT,
  pid_started    TEXT,
  session        TEXT,
  started_at     BIGINT,

  -- what came of it
  ended_at       BIGINT,
  result         TEXT,
  why            TEXT,
  resume_at      BIGINT,
  failure        TEXT,
  commit_id      TEXT COLLATE "C",
  changed_files  BIGINT,
  left_out       TEXT,

  UNIQUE (task_id, attempt)
);
CREATE INDEX tc_agent_sessions_by_state ON tc_agent_sessions (state, node);

-- News for people, each kept once.
CREATE TABLE tc_alerts (
  number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind     TEXT COLLATE "C" NOT NULL,
  once     TEXT COLLATE "C" NOT NULL,
  severity TEXT NOT NULL,
  message  TEXT NOT NULL,
  at       TEXT COLLATE "C" NOT NULL,  -- UTC
  UNIQUE (kind, once)
);

-- What each hold was charged in the end: the book's content by people's questions. Filled from the book's events, never
-- read back by the ledger; can be deleted and filled again.
CREATE TABLE tc_usage_log (
  hold_id            TEXT COLLATE "C" PRIMARY KEY,
  at                 TEXT COLLATE "C" NOT NULL, -- UTC
  basis              TEXT NOT NULL CHECK (basis IN ('settled', 'expired', 'corrected')),
  key_id             TEXT COLLATE "C" NOT NULL,
  project_id         TEXT COLLATE "C", -- these three are of a run's key only
  task_id            TEXT COLLATE "C",
  run_id             TEXT COLLATE "C",
  model              TEXT COLLATE "C" NOT NULL, -- the one asked for
  input_tokens       BIGINT NOT NULL,  -- neither written to nor read from the provider's cache
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  cache_read_tokens  BIGINT NOT NULL,
  output_tokens      BIGINT NOT NULL,
  web_searches       BIGINT NOT NULL,
  cost_usd           TEXT NOT NULL,    -- decimal USD
  cost_nanos         BIGINT NOT NULL,  -- the same in 1e-9 USD, for sums
  price_book         TEXT,             -- version; NULL where nothing was metered
  held_event         BIGINT NOT NULL,  -- number of the event of the hold and of its end
  ended_event        BIGINT NOT NULL
);
CREATE INDEX tc_usage_log_by_time ON tc_usage_log (at);

-- Holds whose end the log has not met yet, and how far in the book it has come.
CREATE TABLE tc_usage_open (
  hold_id    TEXT COLLATE "C" PRIMARY KEY,
  held_event BIGINT NOT NULL,
  held       TEXT   NOT NULL           -- that event
);

CREATE TABLE tc_usage_progress (
  one        BIGINT PRIMARY KEY CHECK (one = 1),
  last_event BIGINT NOT NULL
);
INSERT INTO tc_usage_progress (one, last_event) VALUES (1, 0);
