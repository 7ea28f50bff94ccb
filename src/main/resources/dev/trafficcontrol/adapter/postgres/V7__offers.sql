-- What people were offered to do at the press of a button, written down before it was shown. A button carries an
-- offer's id and nothing else.
CREATE TABLE tc_offers (
  id         TEXT COLLATE "C" PRIMARY KEY,
  target     TEXT COLLATE "C" NOT NULL,
  message    TEXT COLLATE "C" NOT NULL,
  place      BIGINT NOT NULL,
  about      TEXT NOT NULL,               -- what that message is about, in a line
  deed       TEXT NOT NULL,               -- to the last number, as JSON
  subject    TEXT COLLATE "C" NOT NULL,   -- of all offers about it in one message one is taken
  until_at   BIGINT NOT NULL,             -- epoch milliseconds, as the others
  state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'taken', 'ended', 'withdrawn')),
  pressed_by TEXT COLLATE "C",            -- who took it; NULL until then, as the rest
  click      TEXT COLLATE "C",            -- which press of theirs
  taken_at   BIGINT,
  node       TEXT COLLATE "C",            -- that does it
  verdict    TEXT NOT NULL                -- what its message says of it; empty until it is taken
);

CREATE INDEX tc_offers_by_message ON tc_offers (target, message);
CREATE INDEX tc_offers_taken ON tc_offers (node) WHERE state = 'taken';

-- The messages with these buttons, and what of it their channels show.
CREATE TABLE tc_offer_messages (
  target     TEXT COLLATE "C" NOT NULL,
  message    TEXT COLLATE "C" NOT NULL,
  channel    TEXT COLLATE "C" NOT NULL,
  sent_as    TEXT COLLATE "C",            -- what its channel calls it; NULL until it has arrived
  about      TEXT NOT NULL,
  body       TEXT NOT NULL,               -- what it says without buttons, as its target sends it
  revision   BIGINT NOT NULL,             -- counts what became of its offers
  shown      BIGINT NOT NULL,             -- the revision that its channel shows
  attempts   BIGINT NOT NULL,             -- at showing this revision
  next_at    BIGINT NOT NULL,
  PRIMARY KEY (target, message)
);

CREATE INDEX tc_offer_messages_stale ON tc_offer_messages (target, next_at) WHERE shown < revision;
