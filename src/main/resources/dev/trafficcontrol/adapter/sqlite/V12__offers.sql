-- What people were offered to do at the press of a button, written down before it was shown. A button carries an
-- offer's id and nothing else.
CREATE TABLE tc_offers (
  id         TEXT PRIMARY KEY,
  target     TEXT NOT NULL,
  message    TEXT NOT NULL,
  place      INTEGER NOT NULL,
  about      TEXT NOT NULL,               -- what that message is about, in a line
  deed       TEXT NOT NULL,               -- to the last number, as JSON
  subject    TEXT NOT NULL,               -- of all offers about it in one message one is taken
  until_at   INTEGER NOT NULL,            -- epoch milliseconds, as the others
  state      TEXT NOT NULL CHECK (state IN ('open', 'taken', 'ended', 'withdrawn')),
  pressed_by TEXT,                        -- who took it; NULL until then, as the rest
  click      TEXT,                        -- which press of theirs
  taken_at   INTEGER,
  node       TEXT,                        -- that does it
  verdict    TEXT NOT NULL                -- what its message says of it; empty until it is taken
) STRICT, WITHOUT ROWID;

CREATE INDEX tc_offers_by_message ON tc_offers (target, message);
CREATE INDEX tc_offers_taken ON tc_offers (node) WHERE state = 'taken';

-- The messages with these buttons, and what of it their channels show.
CREATE TABLE tc_offer_messages (
  target     TEXT NOT NULL,
  message    TEXT NOT NULL,
  channel    TEXT NOT NULL,
  sent_as    TEXT,                        -- what its channel calls it; NULL until it has arrived
  about      TEXT NOT NULL,
  body       TEXT NOT NULL,               -- what it says without buttons, as its target sends it
  revision   INTEGER NOT NULL,            -- counts what became of its offers
  shown      INTEGER NOT NULL,            -- the revision that its channel shows
  attempts   INTEGER NOT NULL,            -- at showing this revision
  next_at    INTEGER NOT NULL,
  PRIMARY KEY (target, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX tc_offer_messages_stale ON tc_offer_messages (target, next_at) WHERE shown < revision;
