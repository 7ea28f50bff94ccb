-- Projects, tasks, and who works on them. Times are epoch milliseconds, amounts nano-USD.

CREATE TABLE tc_sequences (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- token: of claims; task: ids of tasks; task-set: moves on when what is approved changes; pass: the round's place.
INSERT INTO tc_sequences (name, value) VALUES ('token', 0), ('task', 0), ('task-set', 0), ('pass', 0);

CREATE TABLE tc_projects (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  repository  TEXT,
  base_branch TEXT,
  verify      TEXT,
  agent       TEXT NOT NULL,
  model       TEXT NOT NULL,
  weight      INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
  status      TEXT NOT NULL CHECK (status IN ('active', 'paused')),
  pass        INTEGER NOT NULL DEFAULT 0,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE tc_confirmations (
  id         TEXT PRIMARY KEY,
  amount     INTEGER NOT NULL,
  tasks      INTEGER NOT NULL,
  by         TEXT NOT NULL,
  at         INTEGER NOT NULL,
  expires    INTEGER NOT NULL
) STRICT;

CREATE TABLE tc_tasks (
  id              TEXT PRIMARY KEY,
  number          INTEGER NOT NULL UNIQUE,
  project_id      TEXT NOT NULL REFERENCES tc_projects (id),
  title           TEXT NOT NULL,
  description     TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('quarantined', 'queued', 'assigned', 'running', 'verifying',
                                                  'review', 'complete', 'blocked', 'failed', 'cancelled')),
  origin          TEXT NOT NULL CHECK (origin IN ('person', 'import', 'source', 'test', 'demo')),
  -- null: the project's
  agent           TEXT,
  model           TEXT,
  -- of the model it would run with; for the indexes only, a claim looks again
  model_class     TEXT NOT NULL,
  priority        INTEGER NOT NULL,
  not_before      INTEGER,
  max_attempts    INTEGER NOT NULL,
  estimate        INTEGER,
  revision        INTEGER NOT NULL DEFAULT 1,
  attempts        INTEGER NOT NULL DEFAULT 0,
  failures        INTEGER NOT NULL DEFAULT 0,
  budget_stops    INTEGER NOT NULL DEFAULT 0,
  reason          TEXT,
  -- null: it waits for no time
  ready_at        INTEGER,
  -- dependencies that are not complete
  waiting_on      INTEGER NOT NULL DEFAULT 0 CHECK (waiting_on >= 0),
  -- queued since, less what its priority is worth: the smallest is next
  rank            INTEGER NOT NULL,
  confirmation_id TEXT REFERENCES tc_confirmations (id),
  created_by      TEXT NOT NULL,
  created_at      INTEGER NOT NULL
) STRICT;

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
  task_id  TEXT NOT NULL REFERENCES tc_tasks (id),
  needs_id TEXT NOT NULL REFERENCES tc_tasks (id),
  PRIMARY KEY (task_id, needs_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tc_task_dependencies_needs ON tc_task_dependencies (needs_id);

-- What people and runs did to tasks.
CREATE TABLE tc_task_events (
  id      INTEGER PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tc_tasks (id),
  at      INTEGER NOT NULL,
  by      TEXT NOT NULL,
  status  TEXT NOT NULL,
  reason  TEXT
) STRICT;
CREATE INDEX tc_task_events_task ON tc_task_events (task_id, id);

-- A live claim, and the slot it takes: one row, gone with the claim. A task has at most one.
CREATE TABLE tc_slots (
  run_id          TEXT PRIMARY KEY,
  task_id         TEXT NOT NULL UNIQUE REFERENCES tc_tasks (id),
  project_id      TEXT NOT NULL REFERENCES tc_projects (id),
  attempt         INTEGER NOT NULL,
  token           INTEGER NOT NULL UNIQUE,
  agent           TEXT NOT NULL,
  model           TEXT NOT NULL,
  model_class     TEXT NOT NULL,
  node            TEXT NOT NULL,
  confirmation_id TEXT,
  taken_at        INTEGER NOT NULL,
  lease_until     INTEGER NOT NULL
) STRICT;

-- One row: whether anything is admitted, and out of what.
CREATE TABLE tc_admission (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  confirmation_id TEXT REFERENCES tc_confirmations (id),
  paused_by       TEXT,
  paused_reason   TEXT,
  paused_at       INTEGER
) STRICT;
INSERT INTO tc_admission (id) VALUES (1);
