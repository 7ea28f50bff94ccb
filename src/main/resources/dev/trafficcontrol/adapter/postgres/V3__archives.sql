-- What the book begins after, where its oldest batches were archived into files: one row, or none. Believed only where a
-- batch of the book has its hash.
CREATE TABLE tc_base (
  id     BIGINT PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,              -- of the last batch that was archived
  hash   TEXT   NOT NULL,              -- of that batch
  events BIGINT NOT NULL,              -- how many there were
  clock  TEXT,                         -- the last event of them that says what the machine's clock said
  body   TEXT   NOT NULL               -- what they add up to, JSON
);

-- What the book does not begin with any more may be removed, and nothing else.
DROP TRIGGER tc_batches_are_never_changed ON tc_batches;
CREATE TRIGGER tc_batches_are_never_changed BEFORE UPDATE OR TRUNCATE ON tc_batches
  FOR EACH STATEMENT EXECUTE FUNCTION tc_append_only();
CREATE FUNCTION tc_only_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number > coalesce((SELECT number FROM tc_base), 0) THEN RAISE EXCEPTION 'the book is append-only'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER tc_batches_are_never_removed BEFORE DELETE ON tc_batches
  FOR EACH ROW EXECUTE FUNCTION tc_only_archived();
