-- A batch is one row: what became durable together stands together, and costs one insert however many events it has.
CREATE TABLE tc_batches_of_rows (
  number        INTEGER PRIMARY KEY,   -- 1, 2, 3, … without gaps
  first_event   INTEGER NOT NULL,      -- number of its first event: 1, 2, 3, … over the whole book
  events        INTEGER NOT NULL,      -- how many
  at            TEXT    NOT NULL,      -- UTC
  previous_hash TEXT    NOT NULL,
  hash          TEXT    NOT NULL,      -- over the texts of its events: never rewritten
  clock         TEXT,                  -- the event in it that says what the machine's clock said, if one does
  body          TEXT    NOT NULL       -- its events, a JSON array with one event a line
) STRICT;

INSERT INTO tc_batches_of_rows (number, first_event, events, at, previous_hash, hash, clock, body)
SELECT b.number, b.first_event, b.events, b.at, b.previous_hash, b.hash,
       (SELECT e.body FROM tc_events e
        WHERE e.number BETWEEN b.first_event AND b.first_event + b.events - 1 AND e.kind IN ('clock-noted', 'clock-set')
        ORDER BY e.number DESC LIMIT 1),
       '[' || (SELECT group_concat(body, ',' || char(10)) FROM
                (SELECT e.body FROM tc_events e
                 WHERE e.number BETWEEN b.first_event AND b.first_event + b.events - 1 ORDER BY e.number)) || ']'
FROM tc_batches b ORDER BY b.number;

DROP TABLE tc_batches;
DROP TABLE tc_events;
ALTER TABLE tc_batches_of_rows RENAME TO tc_batches;
CREATE INDEX tc_batches_by_event ON tc_batches (first_event);
CREATE INDEX tc_batches_with_clock ON tc_batches (number) WHERE clock IS NOT NULL;

-- One fact each.
CREATE VIEW tc_events AS
SELECT b.first_event + e.key AS number, b.number AS batch, b.at AS at, json_extract(e.value, '$.event') AS kind, e.value AS body
FROM tc_batches b, json_each(b.body) e;

CREATE TRIGGER tc_events_are_never_changed INSTEAD OF UPDATE ON tc_events
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_events_are_never_removed INSTEAD OF DELETE ON tc_events
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_batches_are_never_changed BEFORE UPDATE ON tc_batches
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
CREATE TRIGGER tc_batches_are_never_removed BEFORE DELETE ON tc_batches
BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;

-- The usage log keeps what was held for whom, so that it need not look into the book for each end.
ALTER TABLE tc_usage_open ADD COLUMN held TEXT NOT NULL DEFAULT '';
UPDATE tc_usage_open SET held = coalesce((SELECT e.body FROM tc_events e WHERE e.number = held_event), '');
