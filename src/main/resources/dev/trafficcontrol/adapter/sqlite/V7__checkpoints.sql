-- What the book added up to at one of its batches. Believed only where a later batch has its hash; can be deleted, and is
-- made again.
CREATE TABLE tc_checkpoints (
  number INTEGER PRIMARY KEY,          -- of the last batch that counts in it
  hash   TEXT    NOT NULL,             -- of that batch
  events INTEGER NOT NULL,             -- how many there were
  body   TEXT    NOT NULL              -- JSON
) STRICT;
