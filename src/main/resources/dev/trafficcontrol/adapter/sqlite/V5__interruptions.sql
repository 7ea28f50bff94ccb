-- Attempts in a row that were broken off by something else than the task.
ALTER TABLE tc_tasks ADD COLUMN interruptions INTEGER NOT NULL DEFAULT 0;
