-- What the book begins after, where its oldest batches were archived into files: one row, or none. Believed only where a
-- batch of the book has its hash.
CREATE TABLE tc_base (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL,             -- of the last batch that was archived
  hash   TEXT    NOT NULL,             -- of that batch
  events INTEGER NOT NULL,             -- how many there were
  clock  TEXT,                         -- the last event of them that says what the machine's clock said
  body   TEXT    NOT NULL              -- what they add up to, JSON
) STRICT;

-- What the book does not begin with any more may be removed, and nothing else.
DROP TRIGGER tc_batches_are_never_removed;
CREATE TRIGGER tc_batches_are_never_removed BEFORE DELETE ON tc_batches
WHEN old.number > coalesce((SELECT number FROM tc_base), 0)
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
